"""What the provider says by itself."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.signing import SID
from tests.messaging.telling import all_messages, events, tell
from tutor.database import db
from tutor.jobs.owner import here
from tutor.messaging import outbox
from tutor.messaging.actions import withdraw
from tutor.messaging.callbacks import settle
from tutor.messaging.gateways.gateway import Accepted, NumberRefused, Unknown
from tutor.messaging.gateways.twilio_codes import OF_TEXTS, failure
from tutor.messaging.gateways.twilio_status import state_of
from tutor.messaging.models import Channel, Message, MessageState
from tutor.people.models import Person

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
ME, LATER = here(), make.NOW + timedelta(minutes=1)
OTHER = "SM" + "2" * 32


def claimed(*who: Person, **values) -> Message:
    [message] = tell(*(who or (make.person("090-1234-5678"),)), **values)
    outbox.claim_one(make.NOW, ME)
    db.session.commit()
    return message


def record(message: Message, answer) -> None:
    outbox.record(message.id, make.NOW, answer, make.NOW + timedelta(seconds=1))
    db.session.commit()


def heard(message: Message, status: str, *, sid=SID, code="", now=LATER) -> bool:
    why = failure(code, OF_TEXTS)
    known = settle(message.uid, sid=sid, state=state_of(status), why=why, now=now)
    db.session.commit()
    return known


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("queued", S.SENT),
        ("sending", S.SENT),
        ("sent", S.SENT),
        ("a word of next year", S.SENT),
        ("delivered", S.DELIVERED),
        ("read", S.DELIVERED),
        ("undelivered", S.FAILED),
        ("failed", S.FAILED),
    ],
)
def test_twilio_s_word_becomes_our_state(status: str, state: MessageState) -> None:
    message = claimed()
    record(message, Accepted(SID))
    assert heard(message, status)
    assert message.state is state
    assert (message.ended_at == LATER) is (state is not S.SENT)


def test_a_callback_settles_a_lost_answer_without_any_list() -> None:
    message = claimed()
    record(message, Unknown("ReadTimeout"))
    heard(message, "delivered")
    assert (message.state, message.sid) == (S.DELIVERED, SID)


def test_a_callback_is_quicker_than_the_answer_to_our_own_post() -> None:
    message = claimed()
    heard(message, "delivered")
    record(message, Accepted(SID))
    assert (message.state, message.sid) == (S.DELIVERED, SID)


def test_what_did_not_arrive_is_rung_once() -> None:
    message = claimed()
    record(message, Accepted(SID))
    for _ in range(3):
        heard(message, "undelivered", code="30005")
    assert (message.state, message.error_code) == (S.FAILED, "30005")
    assert events(message).count(("provider", "failed")) == 1
    call = all_messages()[-1]
    assert (len(all_messages()), call.channel, call.not_after) == (2, Channel.STAFF_CALL, message.not_after)


def test_what_was_taken_back_or_is_too_late_is_not_rung() -> None:
    taken_back, late = claimed(), claimed(about_id=8)
    withdraw(about_kind="lesson", about_id=7, now=make.NOW)
    heard(taken_back, "failed")
    heard(late, "failed", sid=OTHER, now=late.not_after)
    assert [one.state for one in all_messages()] == [S.FAILED, S.FAILED]


def test_after_a_stop_at_the_provider_staff_ring_now_and_from_then_on() -> None:
    message = claimed()
    heard(message, "failed", code="21610")
    assert message.contact_point
    assert message.contact_point.provider_stopped_at == LATER
    [next_one] = tell(*message.people, about_id=9)
    assert next_one.channel is Channel.STAFF_CALL


def test_a_stop_told_in_answer_to_the_post_counts_too() -> None:
    message = claimed()
    record(message, NumberRefused("21610", stopped=True))
    assert message.contact_point
    assert message.contact_point.provider_stopped_at


def test_what_ended_for_us_is_not_reopened_but_its_name_there_is_kept() -> None:
    """Its text must be erased at the provider too."""
    message = claimed()
    record(message, Unknown("ReadTimeout"))
    withdraw(about_kind="lesson", about_id=7, now=make.NOW)
    outbox.release(message, now=make.NOW)
    heard(message, "delivered")
    assert (message.state, message.sid) == (S.WITHDRAWN, SID)


def test_another_name_for_what_has_one_changes_nothing() -> None:
    message = claimed()
    record(message, Accepted(OTHER))
    heard(message, "failed")
    heard(message, "failed")
    assert (message.state, message.sid) == (S.SENT, OTHER)
    assert events(message)[-2:] == [("provider", "sent"), ("provider", "other_sid")]


def test_the_name_of_another_message_changes_nothing() -> None:
    first, second = claimed(), claimed(about_id=8)
    heard(first, "sent")
    heard(second, "delivered")
    assert (second.state, second.sid) == (S.SENDING, None)


def test_of_what_we_never_sent_nothing_is_known() -> None:
    [never] = tell(make.person("090-1234-5678"))
    assert not heard(never, "delivered")
    assert not settle("0" * 16, sid=SID, state=S.DELIVERED, why=NumberRefused(""), now=LATER)
