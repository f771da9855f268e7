"""A machine speaks by day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.local_time import local
from tutor.messaging import hours
from tutor.messaging.duties import Duty
from tutor.messaging.models import Channel

moments = st.integers(0, 730 * 24 * 60).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m))


def jst(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def duty(**values) -> Duty:
    given = {
        "purpose": "lesson_booked",
        "about_kind": "lesson",
        "about_id": 7,
        "occasion": "202611250100",
        "fields": {},
        "municipality_id": None,
        "not_before": jst(22, 10),
        "not_after": jst(25, 10),
        "urgent": False,
    }
    return Duty(**given | values)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (jst(22, 9), jst(22, 9)),
        (jst(22, 19, 59), jst(22, 19, 59)),
        (jst(22, 20), jst(23, 9)),
        (jst(22, 23, 30), jst(23, 9)),
        (jst(22, 0), jst(22, 9)),
        (jst(22, 8, 59), jst(22, 9)),
    ],
)
def test_machines_speak_by_day(asked: datetime, answer: datetime) -> None:
    assert hours.next_sending_moment(asked) == answer


@given(moments)
def test_the_next_sending_moment_is_open_and_within_a_night(moment: datetime) -> None:
    answer = hours.next_sending_moment(moment)
    assert hours.is_open(answer)
    assert timedelta(0) <= answer - moment <= timedelta(hours=13)
    assert hours.is_open(moment) == (answer == moment)
    assert 9 <= local(answer).hour < 20


def test_by_day_a_text_goes_when_it_is_due() -> None:
    assert hours.window(Channel.SMS, duty(), jst(22, 9)) == hours.Window(Channel.SMS, jst(22, 10))


def test_a_late_asker_is_not_sent_back_in_time() -> None:
    assert hours.window(Channel.SMS, duty(), jst(22, 12)) == hours.Window(Channel.SMS, jst(22, 12))


def test_at_night_it_waits_for_nine() -> None:
    night = duty(not_before=jst(22, 21))
    assert hours.window(Channel.SMS, night, jst(22, 21)) == hours.Window(Channel.SMS, jst(23, 9))


def test_what_cannot_wait_for_nine_is_rung_at_once() -> None:
    early = duty(not_before=jst(22, 21), not_after=jst(23, 9))
    assert hours.window(Channel.SMS, early, jst(22, 21)) == hours.Window(Channel.STAFF_CALL, jst(22, 21))


@pytest.mark.parametrize(
    ("starts", "urgent", "channel"),
    [
        (jst(23, 10, 30), True, Channel.STAFF_CALL),
        (jst(23, 10, 30), False, Channel.SMS),
        (jst(23, 11), True, Channel.SMS),
    ],
)
def test_an_urgent_night_word_about_the_morning_is_rung(
    starts: datetime, urgent: bool, channel: Channel
) -> None:
    asked = duty(not_before=jst(22, 21), not_after=starts, urgent=urgent)
    assert hours.window(Channel.SMS, asked, jst(22, 21)).channel is channel


def test_an_urgent_word_by_day_goes_as_a_text() -> None:
    asked = duty(not_before=jst(23, 9), not_after=jst(23, 10), urgent=True)
    assert hours.window(Channel.SMS, asked, jst(23, 9)) == hours.Window(Channel.SMS, jst(23, 9))


def test_who_did_not_answer_is_left_in_peace_for_a_while_if_there_is_time() -> None:
    assert hours.rests_until(jst(22, 10), jst(22, 11)) == jst(22, 10, 30)
    assert hours.rests_until(jst(22, 10), jst(22, 10, 30)) is None
