"""Waiting texts are taken over by telephone together, and handed back."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import tell
from tests.web import enter
from tutor import clock
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.messaging.models import Message, MessageState
from tutor.messaging.wording import load_wordings

S = MessageState
PAGE = "/office/messages/waiting"


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


def owe(app, city, given, **values):
    with app.app_context():
        begin_reading(False)  # the page that was read before must not bind us
        who = make.person(f"090-1111-{values.pop('ends', 1111)}", family_name="小野寺", given_name=given)
        [message] = tell(who, municipality_id=city, **values)
        db.session.commit()
        return message.uid


def page(client, **narrow):
    answer = client.get(PAGE, query_string=narrow)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def press(client, verb, *uids):
    answer = client.post(f"{PAGE}/{verb}", data={"chosen": list(uids)})
    assert (answer.status_code, answer.location) == (303, PAGE)
    return page(client)


def states(app):
    with app.app_context():
        begin_reading(False)
        return [one.state for one in db.session.query(Message).order_by(Message.id)]


def test_nothing_waits(client, city):
    assert "これから送るお知らせは、ありません" in page(client)


def test_what_was_picked_is_taken_over_and_can_be_undone(app, client, city):
    assert PAGE in client.get("/office/messages").get_data(as_text=True)
    mine, other = owe(app, city, "ツネ"), owe(app, city, "ハル", ends=2222)
    assert f'value="{mine}">' in page(client)

    text = press(client, "take-over", mine)

    assert "1件を「電話をかける人」に入れました" in text
    assert states(app) == [S.WITHDRAWN, S.DUE, S.DUE]
    assert f'type="hidden" name="chosen" value="{mine}"' in text
    assert other in text
    assert "ツネ" in client.get("/office/calls").get_data(as_text=True)

    text = press(client, "give-back", mine)

    assert "1件を、また送る列にもどしました" in text
    assert "もとにもどす" not in text
    assert states(app) == [S.WITHDRAWN, S.DUE, S.WITHDRAWN, S.DUE]


def test_the_answer_says_how_many_were_too_late(app, client, city):
    first, second = owe(app, city, "ツネ"), owe(app, city, "ハル", ends=2222)
    with app.app_context():
        begin_reading(False)
        db.session.query(Message).filter_by(uid=first).update({"state": S.SENDING})
        db.session.commit()

    text = press(client, "take-over", first, second)

    assert "1件を「電話をかける人」に入れました" in text
    assert "1件は、もう送りはじめたか" in text
    assert states(app) == [S.SENDING, S.WITHDRAWN, S.DUE]


def test_nothing_picked_is_said(app, client, city):
    owe(app, city, "ツネ")
    assert "お知らせがえらばれていません" in press(client, "take-over")


def test_narrowed_to_a_kind_or_to_a_lesson_all_are_picked(app, client, city):
    with app.app_context():
        lesson = make.lesson(programme=make.programme(db.session.get(make.Municipality, city)))
        code, about = lesson.code, lesson.id
        db.session.commit()
    owe(app, city, "ツネ", about_id=about)
    owe(app, city, "ハル", ends=2222, about_id=about + 1, purpose="lesson_reminder_1")

    assert " checked" not in page(client)
    assert f"lesson={code}" in page(client)
    for narrow, shown, hidden in (
        ({"lesson": code}, "ツネ", "ハル"),
        ({"kind": "lesson_reminder_1"}, "ハル", "ツネ"),
    ):
        text = page(client, **narrow)
        assert shown in text
        assert hidden not in text
        assert text.count(" checked") == 1
    assert client.get(PAGE, query_string={"lesson": "ABCDEFGH"}).status_code == 404


def test_another_citys_texts_are_not_there(app, client, city):
    with app.app_context():
        elsewhere = make.municipality().id
        db.session.commit()
    uid = owe(app, elsewhere, "ツネ", not_after=make.NOW + timedelta(hours=3))

    assert "ツネ" not in page(client)
    assert "1件は、もう送りはじめたか" in press(client, "take-over", uid)
    assert states(app) == [S.DUE]
