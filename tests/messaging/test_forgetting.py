"""After seven days the words and the number are gone; that it was sent still counts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.messaging.telling import all_messages, tell
from tutor.actor import Role
from tutor.database import db
from tutor.messaging import forgetting, lists
from tutor.messaging.callbacks import settle
from tutor.messaging.gateways.gateway import NumberRefused
from tutor.messaging.models import Inbound, Meaning, Message, MessageState
from tutor.messaging.states import ENDED
from tutor.people.models import ContactPoint
from tutor.replies.actions import take_text

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
WEEK = timedelta(days=7)
NOBODY_KNOWS_YET = set(S) - ENDED - {S.SENT}


def told(state: MessageState = S.DELIVERED, sid: str | None = "SM1", *, about: int = 7, **values) -> Message:
    [message] = tell(make.person("090-1234-5678"), about_id=about)
    given = {"state": state, "sid": sid, "ended_at": make.NOW, "attempt_at": make.NOW}
    for name, value in (given | values).items():
        setattr(message, name, value)
    db.session.commit()
    return message


def answered(call: Message | None = None) -> Inbound:
    number = make.person("080-1111-2222").contacts[0].contact_point
    values = {"text": "行けません", "meaning": Meaning.CANNOT_COME, "contact_point_id": number.id}
    return make.add(Inbound(at=make.NOW, sid="SM2", call_id=call.id if call else None, **values))


def forget(now=make.NOW + WEEK) -> None:
    forgetting.forget_here(now)
    db.session.commit()


@pytest.mark.parametrize("state", sorted(ENDED | {S.SENT}))
def test_what_is_settled_loses_words_and_number_after_seven_days(state: MessageState) -> None:
    message = told(state)
    forget(make.NOW + WEEK - timedelta(seconds=1))
    assert (message.body is None, message.contact_point is None) == (False, False)
    forget()
    assert (message.body, message.contact_point, message.state) == (None, None, state)


@pytest.mark.parametrize("state", sorted(NOBODY_KNOWS_YET))
def test_what_is_not_certain_is_kept_however_old(state: MessageState) -> None:
    message = told(state, sid=None, ended_at=None)
    forget(make.NOW + 10 * WEEK)
    assert message.body
    assert message.contact_point


def test_counts_and_who_was_told_stay() -> None:
    message = told()
    forget()
    assert lists.counts(by=make.actor(Role.COORDINATOR))[S.DELIVERED] == 1
    assert len(message.people) == 1


def test_what_the_provider_never_reported_on_is_forgotten_too() -> None:
    message = told(S.SENT, ended_at=None)
    forget()
    assert message.body is None


def test_an_answer_is_forgotten_once_nobody_has_to_ring_about_it() -> None:
    call = told(S.DUE, sid=None, ended_at=None)
    answer = answered(call)
    forget()
    assert (answer.text, answer.contact_point is None) == ("行けません", False)
    call.state = S.DONE
    db.session.commit()
    forget()
    assert (answer.text, answer.contact_point, answer.meaning) == (None, None, Meaning.CANNOT_COME)


def test_a_stranger_s_number_goes_with_the_last_that_came_from_it() -> None:
    take_text("SM3", "+818011119999", "あの", wants_texts=None, now=make.NOW)
    known = make.person("090-1234-5678").contacts[0].contact_point
    forget()
    assert numbers() == {known.e164, "+818011119999"}  # somebody still has to ring there
    all_messages()[0].state = S.DONE
    forget(make.NOW + WEEK - timedelta(seconds=1))
    assert len(numbers()) == 2
    forget(make.NOW + 2 * WEEK)
    assert numbers() == {known.e164}


def numbers() -> set[str]:
    return set(db.session.scalars(select(ContactPoint.e164)))


def test_the_provider_is_asked_for_what_was_forgotten_here_until_it_has_too() -> None:
    told()
    answered()
    assert forgetting.kept_there() == []
    forget()
    assert sorted(forgetting.kept_there()) == ["SM1", "SM2"]
    forgetting.forgotten_there("SM1", make.NOW + WEEK)
    assert forgetting.kept_there() == ["SM2"]


def test_a_second_text_there_that_only_a_callback_told_us_of_is_forgotten_too() -> None:
    message, other = told(), told(sid="SM7", about=8)
    for sid in ("SM9", "SM7"):
        settle(message.uid, sid=sid, state=S.DELIVERED, why=NumberRefused(""), now=make.NOW)
    other.state = S.UNKNOWN
    forget()
    assert sorted(forgetting.kept_there()) == ["SM1", "SM9"]  # the other's words are still needed
    forgetting.forgotten_there("SM9", make.NOW + WEEK)
    assert forgetting.kept_there() == ["SM1"]


def test_what_stays_there_for_a_day_longer_is_counted() -> None:
    told()
    forget()
    a_day_later = make.NOW + WEEK + timedelta(days=1)
    assert forgetting.overdue_there(a_day_later - timedelta(seconds=1)) == 0
    assert forgetting.overdue_there(a_day_later) == 1
    forgetting.forgotten_there("SM1", a_day_later)
    assert forgetting.overdue_there(a_day_later) == 0
