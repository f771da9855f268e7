"""One message's page, and what staff do there; what has stopped is opened; does anything go out at all."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import tell
from tests.web import enter
from tutor import clock
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.jobs.beats import beat
from tutor.jobs.owner import here
from tutor.messaging.lanes import stop_lane
from tutor.messaging.models import Channel, LaneStop, Message, MessageState
from tutor.messaging.wording import load_wordings

S = MessageState


@pytest.fixture
def city(app, client):
    clock.use(lambda: make.NOW)
    with app.app_context():
        load_wordings(make.NOW)
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        here = place.id
    yield here
    clock.use_machine()


def owe(app, city, state=S.DUE, **values):
    with app.app_context():
        begin_reading(False)  # the page that was read before must not bind us
        who = make.person("090-1234-5678", family_name="小野寺", given_name="ツネ")
        [message] = tell(who, municipality_id=city, **values)
        message.state = state
        db.session.commit()
        return message.uid


def do(app, act):
    with app.app_context():
        begin_reading(False)
        act()
        db.session.commit()


def page(client, uid=""):
    answer = client.get(f"/office/messages/{uid}".rstrip("/"))
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def press(client, uid, verb):
    return client.post(f"/office/messages/{uid}/{verb}")


def states(app):
    with app.app_context():
        return [(one.channel.value, one.state) for one in db.session.query(Message).order_by(Message.id)]


def test_a_message_tells_its_way_and_what_can_be_done(app, client, city):
    text = page(client, owe(app, city))

    for says in ("小野寺 ツネ", "090-1234-5678", "佐藤・高橋", "これから", "電話で伝える", "送らない"):
        assert says in text
    assert "もう一度送る" not in text


def test_stopped_it_does_not_go(app, client, city):
    uid = owe(app, city)

    assert press(client, uid, "stop").location == f"/office/messages/{uid}"
    assert states(app) == [("sms", S.WITHDRAWN)]
    text = page(client, uid)
    assert "送るのを止めました" in text
    assert "/stop" not in text


def test_taken_over_it_stands_on_the_ring_list(app, client, city):
    press(client, owe(app, city, S.SENT), "take-over")

    assert states(app) == [("sms", S.SENT), ("staff_call", S.DUE)]
    assert "ツネ" in client.get("/office/calls").get_data(as_text=True)


def test_sent_again_from_the_list(app, client, city):
    uid = owe(app, city, S.FAILED)
    assert f'action="/office/messages/{uid}/resend"' in page(client)

    assert press(client, uid, "resend").status_code == 303
    assert states(app) == [("sms", S.FAILED), ("sms", S.DUE)]


def test_a_second_press_is_refused_with_a_sentence(app, client, city):
    uid = owe(app, city)
    press(client, uid, "stop")

    answer = press(client, uid, "stop")
    assert answer.status_code == 409
    assert "もうようすが変わっています" in answer.get_data(as_text=True)


def test_what_was_forgotten_says_so(app, client, city):
    uid = owe(app, city, S.DELIVERED)
    do(app, lambda: db.session.query(Message).update({"body": None, "contact_point_id": None}))

    assert "文面と番号は消しました" in page(client, uid)
    assert "文面と番号は消しました" in page(client)


def test_another_city_s_message_is_not_there(app, client, city):
    with app.app_context():
        elsewhere = make.municipality().id
        db.session.commit()
    uid = owe(app, elsewhere)

    assert client.get(f"/office/messages/{uid}").status_code == 404
    for verb in ("stop", "take-over", "resend"):
        assert press(client, uid, verb).status_code == 404
    assert states(app) == [("sms", S.DUE)]


def test_a_house_without_a_worker_says_so(client, city):
    assert "まだ一度も動いていません" in page(client)


@pytest.mark.parametrize(
    ("ago", "sends", "says"),
    [
        (10, True, "しくみは動いています"),
        (300, True, "さいごに動いたのは11月22日(日) 09:55です"),
        (10, False, "電話会社の設定がない"),
    ],
)
def test_the_worker_s_sign_of_life_is_shown(app, client, city, ago, sends, says):
    do(app, lambda: beat(here(), sends=sends, now=make.NOW - timedelta(seconds=ago)))

    assert says in page(client)


def test_what_waits_says_by_when_it_is_out(app, client, city):
    owe(app, city)
    assert "メッセージ：1件が順番を待っています。<" in page(client)
    do(app, lambda: beat(here(), sends=True, now=make.NOW))

    assert "メッセージ：1件が順番を待っています。11月22日(日) 10:00ごろに終わります。" in page(client)


def test_calls_wait_in_a_line_of_their_own_which_a_stop_of_the_texts_does_not_hold_up(app, client, city):
    do(app, lambda: tell(make.person("0191-21-8633")))
    do(app, lambda: beat(here(), sends=True, now=make.NOW))
    do(app, lambda: stop_lane(Channel.SMS, "20003", now=make.NOW))
    assert "自動の電話：1件が順番を待っています。11月22日(日) 10:00ごろに終わります。" in page(client)
    do(app, lambda: stop_lane(Channel.VOICE, "20003", now=make.NOW))

    assert "自動の電話：1件が順番を待っています。<" in page(client)


def test_a_stopped_lane_says_since_when_and_why_and_is_opened(app, client, city):
    owe(app, city)
    do(app, lambda: beat(here(), sends=True, now=make.NOW))
    do(app, lambda: stop_lane(Channel.SMS, "20003", now=make.NOW))

    text = page(client)
    assert "11月22日(日) 10:00から止めてあります（番号 20003）" in text
    assert "送り終わります" not in text
    assert client.post("/office/messages/open-lane", data={"channel": "sms"}).status_code == 303
    assert "から止めてあります" not in page(client)
    assert states(app) == [("sms", S.DUE), ("staff_call", S.WITHDRAWN)]


@pytest.mark.parametrize("channel", ["", "pigeon", "voice"])
def test_only_the_lane_that_was_chosen_is_opened(app, client, city, channel):
    do(app, lambda: stop_lane(Channel.SMS, "20003", now=make.NOW))

    assert client.post("/office/messages/open-lane", data={"channel": channel}).status_code == 303
    with app.app_context():
        assert db.session.query(LaneStop).one().opened_at is None


def test_the_call_about_a_stopped_lane_leads_to_where_it_is_opened(app, client, city):
    do(app, lambda: stop_lane(Channel.SMS, "20003", now=make.NOW))

    text = client.get("/office/calls").get_data(as_text=True)
    assert 'class="button" href="/office/messages"' in text
    assert "電話番号がありません" not in text


def test_the_first_page_of_the_day_says_when_nothing_goes_out(app, client, city):
    def today():
        return client.get("/office/").get_data(as_text=True)

    assert "今は、お知らせが送られていません" in today()
    do(app, lambda: beat(here(), sends=True, now=make.NOW))
    assert "今は、お知らせが送られていません" not in today()
    do(app, lambda: stop_lane(Channel.SMS, "20003", now=make.NOW))
    assert "今は、お知らせが送られていません" in today()
