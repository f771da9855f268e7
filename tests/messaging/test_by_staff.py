"""Staff stop a message, ring instead, or send it again."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests import make
from tests.messaging.telling import all_messages, events, tell
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs.owner import here
from tutor.messaging import by_staff, outbox
from tutor.messaging.by_staff import Act
from tutor.messaging.gateways.gateway import NumberRefused
from tutor.messaging.models import Channel, Message, MessageState
from tutor.people.models import PersonContact

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
NOTHING: list[Act] = []


@pytest.fixture
def how(database) -> dict:
    return {"by": make.actor(Role.COORDINATOR, who=make.person()), "now": make.NOW}


def text(state: MessageState = S.DUE, **values) -> Message:
    [message] = tell(make.person("090-1234-5678"), **values)
    message.state = state
    db.session.commit()
    return message


def verbs() -> list[str]:
    return list(db.session.scalars(select(Change.verb).order_by(Change.id)))


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        (S.DUE, [Act.STOP, Act.TAKE_OVER]),
        (S.SENDING, [Act.STOP, Act.TAKE_OVER]),
        (S.UNKNOWN, [Act.STOP, Act.TAKE_OVER]),
        (S.SENT, [Act.TAKE_OVER]),
        (S.DELIVERED, [Act.RESEND]),
        (S.FAILED, [Act.TAKE_OVER, Act.RESEND]),
        (S.EXPIRED, [Act.TAKE_OVER, Act.RESEND]),
        (S.WITHDRAWN, NOTHING),
        (S.DONE, NOTHING),
    ],
)
def test_what_may_be_done_follows_from_the_state(state: MessageState, acts: list[Act]) -> None:
    assert by_staff.possible(text(state), now=make.NOW) == acts


@pytest.mark.parametrize(
    "changed",
    [{"withdrawn_at": make.NOW}, {"body": None}, {"not_after": make.NOW}, {"channel": Channel.STAFF_CALL}],
    ids=["taken back", "forgotten", "too late", "a call"],
)
def test_what_is_not_true_or_no_use_any_more_is_not_said_again(changed: dict, how: dict) -> None:
    message = text(S.FAILED)
    for name, value in changed.items():
        setattr(message, name, value)
    db.session.commit()
    assert by_staff.possible(message, now=make.NOW) == NOTHING
    for act in (by_staff.resend, by_staff.take_over, by_staff.stop):
        with pytest.raises(Refused):
            act(message, **how)
    assert len(all_messages()) == 1


def test_stopped_by_staff_it_does_not_go(how: dict) -> None:
    message = text()
    by_staff.stop(message, **how)
    assert (message.state, verbs(), events(message)[-1]) == (
        S.WITHDRAWN,
        ["stop_message"],
        ("staff", "withdrawn"),
    )
    assert outbox.claim_one(make.NOW, here()) is None


def test_what_may_have_arrived_is_only_marked_and_rung(how: dict) -> None:
    message = text(S.UNKNOWN)
    by_staff.take_over(message, **how)
    assert (message.state, message.withdrawn_at) == (S.UNKNOWN, make.NOW)
    assert all_messages()[-1].channel is Channel.STAFF_CALL


def test_the_worker_was_quicker_than_whoever_looked_at_the_page(how: dict) -> None:
    message = text()
    assert message.state is S.DUE  # as the page showed it
    sent = update(Message).values(state=S.SENT).execution_options(synchronize_session=False)
    db.session.execute(sent)
    with pytest.raises(Refused):
        by_staff.stop(message, **how)
    assert (message.state, message.withdrawn_at) == (S.SENT, None)


def test_taken_over_it_stands_on_the_ring_list_once_with_what_to_say(how: dict) -> None:
    message = text()
    by_staff.take_over(message, **how)
    with pytest.raises(Refused):
        by_staff.take_over(message, **how)
    [_, call] = all_messages()
    assert (message.state, call.channel, call.people) == (S.WITHDRAWN, Channel.STAFF_CALL, message.people)
    assert (message.body or "") in (call.body or "")
    assert "届きませんでした" not in (call.body or "")
    assert verbs() == ["take_over_message"]


def test_taken_over_and_then_refused_by_the_provider_it_is_rung_once(how: dict) -> None:
    message = text()
    outbox.claim_one(make.NOW, here())
    by_staff.take_over(message, **how)
    outbox.record(message.id, make.NOW, NumberRefused("21614"), make.NOW)
    assert len(all_messages()) == 2


def test_sent_again_it_is_a_new_message_and_the_call_in_its_place_is_taken_back(how: dict) -> None:
    message = text()
    outbox.claim_one(make.NOW, here())
    outbox.record(message.id, make.NOW, NumberRefused("30005"), make.NOW)
    again = by_staff.resend(message, **how)
    db.session.commit()
    assert [one.state for one in all_messages()] == [S.FAILED, S.WITHDRAWN, S.DUE]
    assert (again.body, again.people, again.channel) == (message.body, message.people, Channel.SMS)
    assert outbox.claim_one(make.NOW, here()) is again
    assert verbs() == ["resend_message"]


def test_sent_again_twice_at_once_it_goes_once(how: dict) -> None:
    message = text(S.DELIVERED)
    by_staff.resend(message, **how)
    with pytest.raises(Refused):
        by_staff.resend(message, **how)
    assert len(all_messages()) == 2


def test_what_was_sent_again_can_be_sent_again_once_it_has_ended(how: dict) -> None:
    message = text(S.DELIVERED)
    again = by_staff.resend(message, **how)
    again.state = S.FAILED
    third = by_staff.resend(again, **how)
    assert (again.dedupe_key, third.dedupe_key) == (
        f"{message.dedupe_key}:again1",
        f"{message.dedupe_key}:again2",
    )


def test_sent_again_it_goes_to_the_number_they_have_now(how: dict) -> None:
    message = text(S.FAILED)
    who = message.people[0]
    db.session.query(PersonContact).delete()
    db.session.refresh(who)
    make.contact(who, "080-1111-2222")
    db.session.refresh(who)
    again = by_staff.resend(message, **how)
    assert again.contact_point
    assert again.contact_point.e164 == "+818011112222"


def test_at_night_it_waits_for_the_morning_or_is_refused(how: dict) -> None:
    night = make.NOW + timedelta(hours=12)
    waits, never = text(S.FAILED), text(S.FAILED, about_id=8, not_after=night + timedelta(hours=3))
    how["now"] = night
    assert by_staff.resend(waits, **how).not_before == make.NOW + timedelta(hours=23)
    with pytest.raises(Refused, match="朝まで"):
        by_staff.resend(never, **how)
