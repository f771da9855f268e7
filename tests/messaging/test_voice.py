"""What becomes of a call by a machine, and what follows when nobody heard it."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.calling import FIRST, SECOND, SOON, THIRD, claim, heard, owed, rung, told
from tests.messaging.telling import all_messages, events, tell
from tutor.actor import Role
from tutor.jobs.owner import here
from tutor.messaging import by_staff, forgetting, outbox, reclaiming, stops, voice
from tutor.messaging.actions import withdraw
from tutor.messaging.gateways.gateway import Accepted, Found, Unknown
from tutor.messaging.models import Channel, MessageState
from tutor.messaging.voice_rules import Call

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
DAYS = timedelta(days=5)


def test_a_landline_waits_for_the_lane_of_calls_and_not_for_that_of_texts() -> None:
    message = owed()
    assert outbox.claim_one(make.NOW, here()) is None
    assert claim() is message


def test_a_refused_lane_of_texts_lets_calls_go_on() -> None:
    message = owed()
    outbox.stop_lane(Channel.SMS, "20003", now=make.NOW)
    assert claim() is message


def test_two_calls_to_one_telephone_do_not_meet() -> None:
    first, second = owed(), owed(about_id=8)
    assert claim() is first
    assert claim() is None
    outbox.record(first.id, make.NOW, Accepted(FIRST), make.NOW)
    assert claim() is None
    heard(first, pressed=True)
    assert claim() is second


def test_a_pressed_key_is_heard_and_so_is_all_of_it_without_a_key() -> None:
    with_key, without = rung(owed()), rung(owed("0191-21-8634", about_id=8), SECOND)
    heard(with_key, pressed=True)
    heard(without, SECOND)
    assert (with_key.state, without.state) == (S.DELIVERED, S.SENT)
    told(without, Call.ENDED, SECOND)
    assert without.state is S.DELIVERED


@pytest.mark.parametrize(
    ("call", "machine", "said"),
    [
        (Call.BUSY, False, "busy"),
        (Call.NO_ANSWER, False, "no_answer"),
        (Call.ENDED, True, "machine"),
        (Call.ENDED, False, "hung_up"),
    ],
)
def test_who_did_not_hear_is_rung_again_at_another_hour(call: Call, machine: bool, said: str) -> None:
    message = rung(owed())
    if machine:
        heard(message)  # an answering machine listens to the end
    told(message, call, machine=machine)
    assert (message.state, message.sid) == (S.DUE, None)
    assert message.not_before == make.NOW + timedelta(hours=4)  # 10:00, and then 14:00
    assert ("provider", said) in events(message)
    assert claim(message.not_before - timedelta(minutes=1)) is None


def test_after_three_tries_staff_ring_once() -> None:
    message = owed(not_after=make.NOW + DAYS)
    for sid in (FIRST, SECOND, THIRD):
        rung(message, sid)
        told(message, Call.NO_ANSWER, sid)
        told(message, Call.NO_ANSWER, sid)
    assert (message.state, message.error_code) == (S.FAILED, "no_answer")
    assert ("provider", "other_sid") not in events(message)
    assert events(message).count(("provider", "sent")) == 3
    assert message.not_before == make.NOW + timedelta(hours=8, minutes=30)
    [_, call] = all_messages()
    assert (call.channel, call.wording_key) == (Channel.STAFF_CALL, "ring_instead_of_call")
    assert (call.body or "").startswith("自動の電話がつながりませんでした。")


def test_when_there_is_no_time_for_another_try_staff_ring_at_once() -> None:
    message = rung(owed(not_after=make.NOW + timedelta(hours=5)))
    told(message, Call.BUSY)
    assert [one.state for one in all_messages()] == [S.FAILED, S.DUE]


def test_a_number_that_cannot_be_rung_is_not_tried_again() -> None:
    message = rung(owed(not_after=make.NOW + DAYS))
    told(message, Call.IMPOSSIBLE)
    assert [one.state for one in all_messages()] == [S.FAILED, S.DUE]


def test_what_is_taken_back_while_it_rings_does_not_ring_again() -> None:
    message = rung(owed())
    withdraw(about_kind="lesson", about_id=7, now=SOON)
    assert message.state is S.SENT
    told(message, Call.NO_ANSWER)
    assert (message.state, len(all_messages())) == (S.WITHDRAWN, 1)


def test_a_stop_while_it_rings_holds_for_the_next_try() -> None:
    message = rung(owed(purpose="lesson_reminder_3"))
    stops.stop(message.people[0], "lesson_reminder", by=make.actor(), now=SOON)
    told(message, Call.NO_ANSWER)
    assert message.state is S.WITHDRAWN


def test_a_call_that_rang_out_before_our_own_answer_came_is_not_taken_for_a_new_one() -> None:
    message = owed()
    claim()
    told(message, Call.BUSY)
    outbox.record(message.id, make.NOW, Accepted(FIRST), SOON)
    assert (message.state, message.sid) == (S.DUE, None)


def test_the_callback_of_a_lost_answer_makes_the_call_known() -> None:
    message = owed()
    claim()
    outbox.record(message.id, make.NOW, Unknown("ReadTimeout"), make.NOW)
    told(message, Call.UNDER_WAY)
    assert (message.state, message.sid) == (S.SENT, FIRST)


def test_nothing_of_an_earlier_try_counts_for_the_next_but_a_key() -> None:
    message = rung(owed(not_after=make.NOW + DAYS))
    told(message, Call.NO_ANSWER)
    rung(message, SECOND)
    told(message, Call.NO_ANSWER, FIRST)
    heard(message, FIRST)
    assert (message.state, message.sid) == (S.SENT, SECOND)
    heard(message, FIRST, pressed=True)
    assert (message.state, message.sid) == (S.DELIVERED, SECOND)


def test_a_key_told_late_spares_the_next_try() -> None:
    message = rung(owed())
    told(message, Call.ENDED)
    assert message.state is S.DUE
    heard(message, pressed=True)
    assert message.state is S.DELIVERED


def test_another_call_s_name_changes_nothing() -> None:
    message, other = rung(owed()), owed("0191-21-8634", about_id=8)
    claim()
    told(message, Call.NO_ANSWER, SECOND)
    told(other, Call.NO_ANSWER, FIRST)
    assert (message.state, other.state) == (S.SENT, S.SENDING)


def test_of_what_is_no_call_nothing_is_known() -> None:
    [text] = tell(make.person("090-1234-5678"))
    outbox.claim_one(make.NOW, here())
    assert not told(text, Call.ENDED)
    assert voice.heard(text.uid, sid=FIRST, pressed=True, now=SOON) is None
    assert voice.heard(owed().uid, sid=FIRST, pressed=True, now=SOON) is None


def test_an_earlier_try_in_the_list_is_not_the_lost_one() -> None:
    first = rung(owed())
    told(first, Call.NO_ANSWER)
    second = owed(about_id=8)
    assert claim(SOON) is second
    outbox.record(second.id, SOON, Unknown("ReadTimeout"), SOON)
    reclaiming.record_sighting(second.id, SOON, Found((FIRST,)), SOON + timedelta(seconds=30))
    assert second.state is S.UNKNOWN
    reclaiming.record_sighting(second.id, SOON, Found((FIRST, SECOND)), SOON + timedelta(seconds=31))
    assert second.sid == SECOND


def test_the_provider_is_asked_about_a_call_whose_end_it_did_not_tell() -> None:
    message = rung(owed())
    assert voice.without_end(make.NOW + timedelta(minutes=9)) == []
    assert voice.without_end(make.NOW + timedelta(minutes=10)) == [message]
    heard(message, pressed=True)
    assert voice.without_end(make.NOW + timedelta(minutes=10)) == []


def test_taken_over_by_staff_while_it_rings_it_does_not_ring_again() -> None:
    message = rung(owed())
    by_staff.take_over(message, by=make.actor(Role.COORDINATOR), now=SOON)
    told(message, Call.NO_ANSWER)
    assert [one.state for one in all_messages()] == [S.WITHDRAWN, S.DUE]


def test_every_try_of_a_call_is_forgotten_at_the_provider() -> None:
    message = rung(owed(not_after=make.NOW + DAYS))
    told(message, Call.NO_ANSWER)
    rung(message, SECOND)
    heard(message, SECOND, pressed=True)
    assert forgetting.kept_there() == []
    forgetting.forget_here(make.NOW + timedelta(days=8))
    assert sorted(forgetting.kept_there()) == [FIRST, SECOND]
    forgetting.forgotten_there(FIRST, make.NOW)
    assert forgetting.kept_there() == [SECOND]
