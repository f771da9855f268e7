"""The page that says on what a standing rests, and puts a mark right."""

import re
from dataclasses import replace

import pytest

from tests import make
from tests.curriculum.plain_content import two_stages
from tests.web import enter
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.learning.actions import enrol, mark
from tutor.learning.models import Mark
from tutor.learning.rules import MarkSource


@pytest.fixture
def address(app, client):
    """Two tutors saw "tap" in one lesson, 4 and 2."""
    with app.app_context():
        place = make.municipality()
        publish(replace(two_stages(), key="sumaho"), by=WORKER, now=make.NOW)
        learner = make.learner(place)
        enrol(learner, curriculum_key="sumaho", by=WORKER, now=make.NOW)
        tutors = [make.tutor(person=make.person(family_name=name)) for name in ("佐藤", "鈴木")]
        lesson = make.lesson(tutors, (learner,))
        for one, value in zip(tutors, (4, 2), strict=True):
            mark(
                learner,
                skill_key="tap",
                value=value,
                source=MarkSource.TUTOR,
                lesson=lesson,
                by=make.actor(Role.TUTOR, who=one.person),
                now=make.NOW,
                client_key=f"press-{value}",
            )
        enter.as_staff(client, Role.COORDINATOR, place)
        return f"/office/people/{learner.person.code}/learning"


def page(client, address):
    return re.sub(r"\s+", " ", client.get(address).get_data(as_text=True))


def put_right(client, address, key, value):
    return client.post(address, data={"key": key, "mark": value})


def test_page_says_who_saw_it_and_that_two_must_talk(client, address):
    text = page(client, address)

    assert "佐藤" in text
    assert "鈴木" in text
    assert "話し合ってもらってください。 「tapができる」" in text
    assert text.count("今の見立てのもと") == 2
    assert "先生の見立て" in text


def test_mark_put_right_is_struck_and_stays(app, client, address):
    answer = put_right(client, address, "press-2", "3")
    assert (answer.status_code, answer.location) == (303, address)
    text = page(client, address)

    assert "<s>ことばで</s>" in text
    assert "前の見立ても、記録に残ります。" in text
    assert "話し合ってもらって" not in text
    with app.app_context():
        assert [(one.value, one.corrects_id is None) for one in db.session.query(Mark).order_by(Mark.id)] == [
            (4, True),
            (2, True),
            (3, False),
        ]


def test_pressed_twice_is_written_once(app, client, address):
    put_right(client, address, "press-2", "3")
    assert put_right(client, address, "press-2", "3").status_code == 303
    put_right(client, address, "press-4", "4")

    with app.app_context():
        assert db.session.query(Mark).count() == 3


def test_what_was_put_right_already_is_said(client, address):
    put_right(client, address, "press-2", "3")
    answer = put_right(client, address, "press-2", "0")

    assert answer.status_code == 409
    assert "もう直されています" in answer.get_data(as_text=True)


@pytest.mark.parametrize(("key", "value"), [("nothing", "3"), ("press-2", "9"), ("press-2", ""), ("", "")])
def test_what_is_not_there_is_not_put_right(client, address, key, value):
    assert put_right(client, address, key, value).status_code == 404


def test_who_has_no_marks_reads_how_they_come(app, client, address):
    with app.app_context():
        place = db.session.query(make.Learner).one().municipality_id
        other = make.learner(db.session.get(make.Municipality, place)).person.code
        db.session.commit()

    assert "見立てはまだありません。" in page(client, f"/office/people/{other}/learning")
