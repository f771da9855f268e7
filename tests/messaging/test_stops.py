"""Who wants to hear no more of something."""

import pytest

from tests import make
from tests.messaging.telling import events, tell
from tutor.actor import WORKER
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs.owner import here
from tutor.messaging import outbox, stops
from tutor.messaging.models import MessageState, Stop

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
NUMBER = "090-1234-5678"


def stop(person, kind: str = "lesson_reminder") -> None:
    stops.stop(person, kind, by=WORKER, now=make.NOW)


def test_nothing_else_can_be_stopped() -> None:
    with pytest.raises(Refused):
        stop(make.person(NUMBER), "lesson")


def test_whoever_shares_the_number_still_hears() -> None:
    wife, husband = make.person(NUMBER), make.person(NUMBER)
    [waiting] = tell(wife, husband, purpose="lesson_reminder_1")
    stop(wife)
    assert waiting.state is S.DUE
    [next_one] = tell(wife, husband, purpose="lesson_reminder_1", about_id=8)
    assert next_one.people == [husband]


def test_once_both_have_stopped_nothing_goes_out() -> None:
    wife, husband = make.person(NUMBER), make.person(NUMBER)
    [waiting] = tell(wife, husband, purpose="lesson_reminder_1")
    stop(wife)
    stop(husband)
    assert waiting.state is S.WITHDRAWN


def test_what_is_just_being_sent_is_only_marked_and_not_sent_if_there_is_time() -> None:
    person = make.person(NUMBER)
    [waiting] = tell(person, purpose="lesson_reminder_1")
    outbox.claim_one(make.NOW, here())
    stop(person)
    assert (waiting.state, waiting.withdrawn_at) == (S.SENDING, make.NOW)
    db.session.commit()
    assert outbox.before_post(waiting.id, here(), make.NOW) is None
    assert waiting.state is S.WITHDRAWN


def test_other_messages_of_the_person_stay() -> None:
    person = make.person(NUMBER)
    [booked] = tell(person, purpose="lesson_booked")
    stop(person)
    assert (booked.state, events(booked)) == (S.DUE, [("us", "due")])


def test_stopped_twice_it_is_one_row_with_its_first_day() -> None:
    person = make.person(NUMBER)
    stop(person)
    stops.stop(person, "lesson_reminder", by=WORKER, now=make.NOW.replace(day=25))
    assert [one.since for one in stops.of_person(person)] == [make.NOW]


def test_taken_back_it_is_gone_and_taken_back_again_changes_nothing() -> None:
    person = make.person(NUMBER)
    stop(person)
    for _ in range(2):
        stops.take_back(person, "lesson_reminder", by=WORKER, now=make.NOW)
    assert db.session.query(Stop).count() == 0
