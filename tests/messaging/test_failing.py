"""What did not arrive is said once more, or rung; and what is wrong with us stops the lane."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.signing import SID
from tests.messaging.telling import all_messages, tell
from tutor.actor import Role
from tutor.database import db
from tutor.jobs.owner import here
from tutor.messaging import by_staff, lanes, lists, outbox, stops
from tutor.messaging.actions import withdraw
from tutor.messaging.callbacks import settle
from tutor.messaging.gateways.gateway import Accepted, Failure, LaneRefused, NumberRefused, TryLater
from tutor.messaging.models import Channel, Message, MessageState

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
HOUR, SOON = timedelta(hours=1), make.NOW + timedelta(minutes=1)
OFF, WRONG = TryLater("30003"), LaneRefused("30002")
STAFF = make.actor(Role.COORDINATOR)


def sent(message: Message | None = None, sid: str = SID, **values) -> Message:
    [message] = [message] if message else tell(make.person("090-1234-5678"), **values)
    at = message.not_before
    assert outbox.claim_one(at, here()) is message
    outbox.record(message.id, at, Accepted(sid), at)
    db.session.commit()
    return message


def ended(message: Message, why: Failure = OFF, *, state: S = S.FAILED, now=SOON) -> list[Message]:
    """What there is besides, once the provider has told how it ended."""
    settle(message.uid, sid=message.sid or SID, state=state, why=why, now=now)
    db.session.commit()
    return [one for one in all_messages() if one is not message]


def test_a_telephone_that_was_off_gets_a_new_text_after_two_hours() -> None:
    first = sent()
    [second] = ended(first)
    assert (first.state, first.error_code) == (S.FAILED, "30003")
    assert (second.state, second.channel, second.not_before) == (S.DUE, Channel.SMS, SOON + 2 * HOUR)
    assert (second.body, second.contact_point, second.people) == (
        first.body,
        first.contact_point,
        first.people,
    )
    assert (second.uid != first.uid, second.not_after) == (True, first.not_after)


def test_told_again_and_again_there_is_one_second_text() -> None:
    first = sent()
    assert len([ended(first) for _ in range(3)][-1]) == 1


def test_no_news_is_made_of_what_goes_once_more_but_of_the_second_that_fails() -> None:
    first = sent()
    [second] = ended(first)
    assert list(lists.troubled_since(make.NOW, by=STAFF, most=9)) == []
    sent(second, "SM2")
    ended(second, now=second.not_before)
    assert list(lists.troubled_since(make.NOW, by=STAFF, most=9)) == [second]


def test_in_the_evening_it_waits_for_the_morning() -> None:
    [second] = ended(sent(), now=make.NOW + 9 * HOUR)  # 19:00
    assert second.not_before == make.NOW + 23 * HOUR


@pytest.mark.parametrize(("left", "channel"), [(4, Channel.SMS), (3, Channel.STAFF_CALL)])
def test_when_staff_would_have_no_time_left_to_ring_they_ring_now(left: int, channel: Channel) -> None:
    first = sent(not_after=SOON + left * HOUR)
    assert [one.channel for one in ended(first)] == [channel]


def test_there_is_no_third_text() -> None:
    [second] = ended(sent())
    sent(second, "SM2")
    ended(second, now=second.not_before + timedelta(minutes=1))
    _, second, call = all_messages()
    assert (second.state, call.channel, call.dedupe_key) == (
        S.FAILED,
        Channel.STAFF_CALL,
        f"{second.dedupe_key}:call",
    )


def test_a_landline_s_number_or_a_wrong_one_is_not_tried_again() -> None:
    [call] = ended(sent(), NumberRefused("30006"))
    assert call.channel is Channel.STAFF_CALL


def test_what_was_taken_back_after_it_was_sent_is_not_said_again() -> None:
    first = sent()
    withdraw(about_kind="lesson", about_id=7, now=SOON)
    assert ended(first) == []


def test_what_somebody_stopped_after_it_was_sent_is_not_said_again() -> None:
    first = sent(purpose="lesson_reminder_3")
    stops.stop(first.people[0], "lesson_reminder", by=STAFF, now=SOON)
    assert ended(first) == []


def test_the_second_text_is_taken_back_with_the_rest() -> None:
    [second] = ended(sent())
    assert withdraw(about_kind="lesson", about_id=7, now=SOON) == [second]


def test_when_the_first_is_told_to_have_arrived_after_all_the_second_does_not_go() -> None:
    first = sent()
    ended(first)
    [second] = ended(first, state=S.DELIVERED)
    assert (first.state, second.state) == (S.FAILED, S.WITHDRAWN)


def test_when_staff_say_it_themselves_the_second_does_not_go() -> None:
    first = sent()
    [second] = ended(first)
    by_staff.take_over(first, by=STAFF, now=SOON)
    call = all_messages()[-1]
    assert (second.state, call.channel) == (S.WITHDRAWN, Channel.STAFF_CALL)


def test_what_is_wrong_with_us_stops_the_lane_and_somebody_is_called() -> None:
    waits = tell(make.person("090-2222-3333"), about_id=8, not_before=make.NOW + HOUR)[0]
    first = sent()
    found = ended(first, WRONG)
    assert [one.code for one in lanes.stopped()] == ["30002"]
    assert [(one.purpose, one.channel) for one in found[1:]] == [
        ("lane_stopped", Channel.STAFF_CALL),
        ("lesson_booked", Channel.STAFF_CALL),
    ]
    assert outbox.claim_one(make.NOW + 2 * HOUR, here()) is None
    assert waits.state is S.DUE


def test_what_was_sent_before_the_lane_was_put_right_does_not_stop_it_again() -> None:
    before = [sent(sid=f"SM{n}", about_id=n) for n in range(2)]
    ended(before[0], WRONG)
    lanes.open_lane(Channel.SMS, by=STAFF, now=SOON)
    ended(before[1], WRONG, now=SOON + HOUR)
    assert lanes.stopped() == []
    after = sent(sid="SM9", about_id=9, now=SOON + HOUR, not_before=SOON + HOUR)
    ended(after, WRONG, now=SOON + HOUR)
    assert [one.code for one in lanes.stopped()] == ["30002"]
