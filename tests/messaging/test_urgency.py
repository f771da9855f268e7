"""In which order staff ring."""

from datetime import datetime, timedelta

import pytest

from tests import make
from tests.messaging.telling import tell
from tutor.actor import Role
from tutor.messaging import purposes, queries
from tutor.messaging.actions import promise_call
from tutor.messaging.models import Meaning, Message
from tutor.messaging.urgency import CANNOT_COME, in_order

pytestmark = pytest.mark.usefixtures("database")

# A snowy Sunday, 09:00 in Japan.
MORNING = make.NOW - timedelta(hours=1)


def at(hour: int, minute: int = 0) -> datetime:
    return MORNING + timedelta(hours=hour - 9, minutes=minute)


def owed(purpose: str, until: datetime, **values) -> Message:
    made = tell(
        make.person(), purpose=purpose, not_before=MORNING, not_after=until, now=MORNING, ring=True, **values
    )
    return made[0]


def off(until: datetime) -> Message:
    return owed("lesson_cancelled", until, urgent=True)


def remember(until: datetime) -> Message:
    return owed("lesson_reminder_3", until)


def promised(until: datetime, purpose: str = purposes.RING_BACK) -> Message:
    call = promise_call(
        [make.person()],
        point=None,
        about_kind="inquiry",
        about_id=3,
        fields={"who": "", "body": "折り返し"},
        municipality_id=None,
        until=until,
        now=MORNING - timedelta(hours=1),
        purpose=purpose,
    )
    assert call
    return call


def listed(now: datetime = MORNING) -> list[Message]:
    return queries.ring_list(by=make.actor(Role.COORDINATOR), now=now)


def test_a_lesson_called_off_at_half_past_nine_stands_before_reminders_of_the_same_hour() -> None:
    nudge, snow = remember(at(9, 30)), off(at(9, 30))
    assert listed() == [snow, nudge]


def test_what_is_off_by_noon_stands_before_an_older_reminder_that_ends_at_ten() -> None:
    nudge, noon = remember(at(10)), off(at(12))
    assert listed() == [noon, nudge]


def test_a_reminder_that_ends_at_ten_stands_before_what_is_off_in_the_evening() -> None:
    evening, nudge = off(at(18)), remember(at(10))
    assert listed() == [nudge, evening]


def test_among_lessons_called_off_the_first_to_begin_is_rung_first() -> None:
    later, sooner = off(at(14)), off(at(9, 30))
    assert listed() == [sooner, later]


def test_who_answered_that_he_cannot_come_counts_as_a_change() -> None:
    nudge = remember(at(12))
    cannot = promised(at(14), purposes.ANSWERS[Meaning.CANNOT_COME])
    wishes = promised(at(14), purposes.ANSWERS[Meaning.CALL_ME])
    assert cannot.purpose == CANNOT_COME
    assert listed() == [cannot, nudge, wishes]


def test_a_promise_that_was_missed_stands_before_everything() -> None:
    snow, kept, missed = off(at(9, 30)), promised(at(11)), promised(at(8, 55))
    assert listed() == [missed, snow, kept]


def test_nothing_changes_places_while_the_morning_goes_on() -> None:
    calls = [off(at(13)), remember(at(11)), off(at(18)), promised(at(16))]
    orders = [in_order(calls, now=at(9, minutes)) for minutes in range(0, 115, 15)]
    assert all(one == orders[0] for one in orders)
