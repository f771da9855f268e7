"""The same things told to several threads at once: an answer is taken once, a text is settled once."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests import make
from tests.messaging.signing import SID
from tests.messaging.telling import all_messages, events, tell
from tutor.database import begin_reading, db
from tutor.jobs.owner import here
from tutor.messaging import outbox
from tutor.messaging.callbacks import settle
from tutor.messaging.gateways.gateway import Accepted, NumberRefused
from tutor.messaging.models import Channel, Inbound, MessageState
from tutor.replies.actions import take_text

pytestmark = pytest.mark.usefixtures("database")

S = MessageState


def at_once(app: Flask, *deeds: Callable[[], object]) -> None:
    """Each in a thread with a session of its own; a conflict is told again, as Twilio does."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        with app.app_context():
            begin_reading(False)
            start.wait(10)
            for _ in range(3):
                try:
                    deed()
                    db.session.commit()
                    break
                except IntegrityError:
                    db.session.rollback()
            db.session.remove()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)


@pytest.fixture
def uid() -> tuple[str, int]:
    [message] = tell(make.person("090-1234-5678"))
    outbox.claim_one(make.NOW, here())
    found = message.uid, message.id
    db.session.commit()
    db.session.remove()
    return found


def test_told_by_four_at_once_and_recorded_meanwhile_it_is_rung_once(app, uid) -> None:
    def failed() -> None:
        settle(uid[0], sid=SID, state=S.FAILED, why=NumberRefused("30005"), now=make.NOW)

    at_once(app, *[failed] * 4, lambda: outbox.record(uid[1], make.NOW, Accepted(SID), make.NOW))
    message, *calls = all_messages()
    assert (message.state, message.sid) == (S.FAILED, SID)
    assert [one.channel for one in calls] == [Channel.STAFF_CALL]
    assert events(message).count(("provider", "failed")) == 1


def test_three_texts_at_once_all_stand_on_the_call_that_waits(app, uid) -> None:
    def told(n: int) -> Callable[[], None]:
        return lambda: take_text(f"SM{n}", "+819012345678", f"あの{n}", wants_texts=None, now=make.NOW)

    told(0)()
    db.session.commit()
    at_once(app, told(1), told(2), told(3))
    [call] = all_messages()[1:]
    assert all(f"「あの{n}」" in (call.body or "") for n in range(4))


@pytest.mark.parametrize("number", ["+819012345678", "+819000000009"], ids=["known", "unknown"])
def test_an_answer_told_by_four_at_once_is_taken_once(app, uid, number: str) -> None:
    def told() -> None:
        take_text(SID, number, "行けません", wants_texts=None, now=make.NOW)

    at_once(app, *[told] * 4)
    assert db.session.query(Inbound).count() == 1
    assert [one.purpose for one in all_messages()[1:]] == ["answer_cannot_come"]
