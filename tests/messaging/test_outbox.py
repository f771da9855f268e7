"""The sender's steps, one by one: claim, look again, record."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import all_messages, events, tell
from tutor.database import db
from tutor.jobs.owner import Owner, here
from tutor.messaging import outbox
from tutor.messaging.actions import withdraw
from tutor.messaging.gateways.gateway import Accepted, LaneRefused, NumberRefused, TryLater, Unknown
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.reclaiming import expire_overdue

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
ME = here()
OTHER = Owner("another-machine", 7, make.NOW)
NIGHT = make.NOW + timedelta(hours=12)  # 22:00 in Japan


def due(**values) -> Message:
    [message] = tell(make.person(values.pop("phone", "090-1234-5678")), **values)
    db.session.commit()
    return message


def claimed(**values) -> Message:
    message = due(**values)
    assert outbox.claim_one(make.NOW, ME) is message
    db.session.commit()
    return message


def answered(message: Message, answer, *, later: int = 1) -> Message:
    assert message.attempt_at
    outbox.record(message.id, message.attempt_at, answer, make.NOW + timedelta(seconds=later))
    db.session.commit()
    return message


def test_a_claim_says_who_and_when() -> None:
    message = claimed()
    assert (message.state, message.attempt_at) == (S.SENDING, make.NOW)
    assert outbox.owner_of(message) == ME
    assert events(message) == [("us", "due"), ("us", "sending")]


def test_a_claimed_message_is_not_claimed_again() -> None:
    claimed()
    assert outbox.claim_one(make.NOW, OTHER) is None


def test_the_nearest_end_goes_first() -> None:
    due(about_id=1)
    urgent = due(about_id=2, phone="080-1111-2222", not_after=make.NOW + timedelta(hours=1))
    assert outbox.claim_one(make.NOW, ME) is urgent


@pytest.mark.parametrize(
    "values",
    [
        {"not_before": make.NOW + timedelta(minutes=1)},
        {"phone": "0191-21-8633"},
    ],
    ids=["not yet", "a call"],
)
def test_what_is_not_a_text_due_now_stays(values: dict) -> None:
    due(**values)
    assert outbox.claim_one(make.NOW, ME) is None


def test_what_is_too_late_is_not_claimed() -> None:
    message = due(not_after=make.NOW + timedelta(hours=1))
    assert outbox.claim_one(message.not_after, ME) is None


def test_at_night_nothing_is_claimed() -> None:
    due()
    assert outbox.claim_one(NIGHT, ME) is None


def test_before_the_post_it_is_still_ours_and_wanted() -> None:
    message = claimed()
    going = outbox.before_post(message.id, ME, make.NOW + timedelta(seconds=1))
    assert going
    assert (going.uid, going.to, going.body) == (message.uid, "+819012345678", message.body)
    assert going.attempt_at == make.NOW


def test_taken_back_between_claim_and_post_it_is_not_sent() -> None:
    message = claimed()
    withdraw(about_kind="lesson", about_id=7, now=make.NOW)
    db.session.commit()
    assert outbox.before_post(message.id, ME, make.NOW) is None
    assert message.state is S.WITHDRAWN


def test_too_late_between_claim_and_post_it_is_not_sent() -> None:
    message = claimed(not_after=make.NOW + timedelta(seconds=10))
    assert outbox.before_post(message.id, ME, make.NOW + timedelta(seconds=9)) is not None
    assert outbox.before_post(message.id, ME, make.NOW + timedelta(seconds=10)) is None
    expire_overdue(make.NOW + timedelta(seconds=10))
    assert message.state is S.EXPIRED


def test_a_sender_that_froze_past_its_lease_gives_it_back() -> None:
    message = claimed()
    assert outbox.before_post(message.id, ME, make.NOW + timedelta(seconds=60)) is None
    assert message.state is S.DUE


def test_a_sender_that_froze_into_the_night_gives_it_back() -> None:
    evening = make.NOW + timedelta(hours=9, minutes=59, seconds=50)
    message = due()
    outbox.claim_one(evening, ME)
    db.session.commit()
    assert outbox.before_post(message.id, ME, evening + timedelta(seconds=20)) is None
    assert message.state is S.DUE


def test_what_another_has_in_hand_is_not_ours_to_send_or_change() -> None:
    message = claimed()
    assert outbox.before_post(message.id, OTHER, make.NOW) is None
    assert message.state is S.SENDING


def test_accepted_is_sent_with_the_provider_s_name_for_it() -> None:
    message = answered(claimed(), Accepted("SM1"))
    assert (message.state, message.sid) == (S.SENT, "SM1")
    assert events(message)[-1] == ("provider", "sent")


def test_a_refused_number_is_rung_by_staff_instead() -> None:
    message = answered(claimed(), NumberRefused("21614"))
    assert (message.state, message.error_code) == (S.FAILED, "21614")
    call = all_messages()[-1]
    assert (call.channel, call.state, call.dedupe_key) == (
        Channel.STAFF_CALL,
        S.DUE,
        message.dedupe_key + ":call",
    )


def test_a_refused_number_of_something_taken_back_is_not_rung() -> None:
    message = claimed()
    withdraw(about_kind="lesson", about_id=7, now=make.NOW)
    answered(message, NumberRefused("21614"))
    assert (message.state, len(all_messages())) == (S.FAILED, 1)


def test_a_refused_lane_leaves_the_message_due_and_calls_staff() -> None:
    message = answered(claimed(), LaneRefused("20003"))
    assert (message.state, all_messages()[-1].purpose) == (S.DUE, "lane_stopped")
    assert events(message)[-1] == ("us", "due")


def test_not_now_is_due_again_after_a_rest() -> None:
    message = answered(claimed(), TryLater("20429"))
    assert message.state is S.DUE
    assert outbox.claim_one(make.NOW + timedelta(seconds=30), ME) is None
    assert outbox.claim_one(make.NOW + timedelta(seconds=61), ME) is message


def test_not_now_for_what_was_taken_back_ends_it() -> None:
    message = claimed()
    withdraw(about_kind="lesson", about_id=7, now=make.NOW)
    assert answered(message, TryLater("20429")).state is S.WITHDRAWN


def test_an_uncertain_answer_is_unknown_and_not_sent_again() -> None:
    message = answered(claimed(), Unknown("ReadTimeout"))
    assert message.state is S.UNKNOWN
    assert outbox.claim_one(make.NOW + timedelta(hours=1), ME) is None


def test_a_late_answer_about_an_older_try_changes_nothing_unless_it_arrived() -> None:
    message = claimed()
    old = make.NOW - timedelta(minutes=10)
    outbox.record(message.id, old, NumberRefused("21614"), make.NOW)
    assert message.state is S.SENDING
    outbox.record(message.id, old, Accepted("SM1"), make.NOW)
    assert (message.state, message.sid) == (S.SENT, "SM1")


def test_an_end_is_never_opened_but_the_event_is_kept() -> None:
    message = claimed()
    message.state = S.WITHDRAWN
    db.session.commit()
    answered(message, Accepted("SM1"))
    assert (message.state, message.sid) == (S.WITHDRAWN, None)
    assert events(message)[-1] == ("provider", "sent")


def test_only_a_claimed_message_can_go_out() -> None:
    with pytest.raises(ValueError, match="never claimed"):
        outbox.outgoing(due())
    with pytest.raises(ValueError, match="nobody's hand"):
        outbox.owner_of(all_messages()[0])
