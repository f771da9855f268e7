"""The ring list: whom staff should ring now."""

from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor import clock
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.messaging.actions import notify
from tutor.messaging.models import Channel, Message, MessageEvent, MessageState
from tutor.messaging.wording import load_wordings
from tutor.phone import NumberKind

HOUR = timedelta(hours=1)


@pytest.fixture
def city(app, client):
    with app.app_context():
        load_wordings(make.NOW)
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.id


def owe(app, city, given, *, until=6 * HOUR, phone="0191-21-8633", urgent=False):
    """Something to be asked, so staff must ring. Gives the message's uid."""
    with app.app_context():
        begin_reading(False)  # the page that was read before must not bind us
        who = make.person(phone, family_name="小野寺", given_name=given, family_reading="おのでら")
        return owed(who, city, until, urgent)


def owed(who, city, until, urgent, about=("nothing", 1)):
    made = notify(
        [who],
        purpose="visit_request_received",
        about_kind=about[0],
        about_id=about[1],
        occasion=str(who.id),
        fields={"office_phone": "0191-21-8633"},
        municipality_id=city,
        not_before=make.NOW,
        not_after=make.NOW + until,
        urgent=urgent,
        ring=not any(one.contact_point.kind is NumberKind.MOBILE for one in who.contacts),
        now=make.NOW,
    )
    db.session.commit()
    return made[0].uid


def page(client):
    return client.get("/office/calls").get_data(as_text=True)


def state_of(app, uid):
    with app.app_context():
        return db.session.query(Message).filter_by(uid=uid).one().state


def test_nobody_to_ring_is_said(client, city):
    assert "今、電話をかける人はいません" in page(client)


def test_call_says_whom_what_and_until_when(app, client, city):
    owe(app, city, "ツネ", urgent=True)

    text = page(client)

    for says in ("小野寺 ツネ", "おのでら", "tel:+81191218633", "0191-21-8633", "お申し込みを受け付けました"):
        assert says in text
    assert "11月22日(日) 16:00までに" in text
    assert "急ぎ" in text
    assert "申込を受け付けたとき" in text
    assert "1件あります" in text


def test_most_urgent_comes_first(app, client, city):
    owe(app, city, "アト", until=9 * HOUR)
    owe(app, city, "サキ", until=2 * HOUR, phone="0191-21-8634")

    text = page(client)

    assert text.index("サキ") < text.index("アト")


def test_what_is_off_comes_before_what_is_only_remembered(app, client, city):
    owe(app, city, "オボエ", until=2 * HOUR)
    owe(app, city, "ヤメ", until=5 * HOUR, phone="0191-21-8634", urgent=True)

    text = page(client)

    assert text.index("ヤメ") < text.index("オボエ")
    assert "取りやめや変更は、すこし早めに出します" in text


def test_call_leads_to_its_lesson(app, client, city):
    with app.app_context():
        lesson = make.lesson((make.tutor(),))
        code = lesson.code
        owed(make.person("0191-21-8633"), city, HOUR, False, about=("lesson", lesson.id))

    text = page(client)

    assert f"/office/lessons/{code}" in text
    assert "11月23日(月) 10:00のレッスン" in text


def test_somebody_without_a_number_is_still_listed(app, client, city):
    with app.app_context():
        who = make.learner(make.municipality()).person
        code = who.code
        owed(who, city, HOUR, False)

    assert "電話番号がありません" in page(client)
    assert f"/office/people/{code}" in page(client)


def test_said_is_done_and_a_second_press_changes_nothing(app, client, city):
    uid = owe(app, city, "ツネ")

    answers = [client.post(f"/office/calls/{uid}/done") for _ in range(2)]

    assert [one.location for one in answers] == ["/office/calls", "/office/calls"]
    assert state_of(app, uid) is MessageState.DONE
    assert "ツネ" not in page(client)
    with app.app_context():
        assert db.session.query(MessageEvent).filter_by(status="done").count() == 1


def test_not_reached_stays_on_the_list_with_the_tries(app, client, city):
    uid = owe(app, city, "ツネ")

    for _ in range(2):
        assert client.post(f"/office/calls/{uid}/not-reached").status_code == 303

    assert state_of(app, uid) is MessageState.DUE
    assert "これまで2回、つながりませんでした" in page(client)


def test_who_did_not_answer_stands_below_the_others_for_half_an_hour(app, client, city):
    clock.use(lambda: make.NOW)
    try:
        first = owe(app, city, "サキ", until=2 * HOUR)
        owe(app, city, "アト", until=9 * HOUR, phone="0191-21-8634")
        client.post(f"/office/calls/{first}/not-reached")
        text = page(client)
        clock.use(lambda: make.NOW + HOUR / 2)
        later = page(client)
    finally:
        clock.use_machine()

    assert text.index("アト") < text.index("30分ほどたってから</h2>") < text.index("サキ")
    assert "10:30ごろに、もう一度おかけください" in text
    assert "2件あります" in text
    assert later.index("サキ") < later.index("アト")


def test_withdrawn_call_cannot_be_done(app, client, city):
    uid = owe(app, city, "ツネ")
    with app.app_context():
        db.session.query(Message).filter_by(uid=uid).one().state = MessageState.WITHDRAWN
        db.session.commit()

    answer = client.post(f"/office/calls/{uid}/done")

    assert answer.status_code == 409
    assert "取りやめになっています" in answer.get_data(as_text=True)


def test_calls_of_another_city_are_nobodys_here(app, client, city):
    with app.app_context():
        elsewhere = make.municipality().id
        db.session.commit()
    uid = owe(app, elsewhere, "ヨソ")

    assert "ヨソ" not in page(client)
    assert client.post(f"/office/calls/{uid}/done").status_code == 404
    assert client.post(f"/office/calls/{uid}/not-reached").status_code == 404
    assert state_of(app, uid) is MessageState.DUE


def test_text_is_no_call(app, client, city):
    uid = owe(app, city, "ツネ", phone="090-1234-5678")
    with app.app_context():
        assert db.session.query(Message).one().channel is Channel.SMS

    assert "ツネ" not in page(client)
    assert client.post(f"/office/calls/{uid}/done").status_code == 404


def test_nonsense_is_not_found(client, city):
    assert client.post(f"/office/calls/{'9' * 400}/done").status_code == 404
    assert client.get("/office/calls/ABC/done").status_code == 405


def test_list_costs_the_same_for_one_and_for_three(app, client, city, count_queries):
    owe(app, city, "一")
    one = count_queries(lambda: page(client))
    owe(app, city, "二", phone="0191-21-8634")
    owe(app, city, "三", phone="0191-21-8635")

    assert count_queries(lambda: page(client)) == one
