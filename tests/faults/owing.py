"""What is owed before a storm, and what was in hand of those who died in it."""

from sqlalchemy import func, select

from tests import make
from tests.messaging.telling import tell
from tutor.database import db
from tutor.messaging.models import Message, MessageEvent, MessageState
from tutor.people.models import ContactPoint

OPEN = (MessageState.DUE, MessageState.SENDING, MessageState.UNKNOWN)


def owe(count: int, *, after: int = 0, by_call: bool = False) -> None:
    """Each to a number of its own, after those that are owed already."""
    number = "0191-{:06}" if by_call else "090-1{:07}"
    people = {n: make.person(number.format(n + 210_000)) for n in range(after, after + count)}
    owed = {message.uid for n, person in people.items() for message in tell(person, about_id=n)}
    db.session.commit()
    db.session.remove()
    assert len(owed) == count


def owed_numbers() -> set[str]:
    numbers = select(ContactPoint.e164).join(Message, Message.contact_point_id == ContactPoint.id)
    return set(db.session.scalars(numbers))


def died_over() -> int:
    reclaimed = select(func.count()).where(MessageEvent.code == "reclaimed")
    return db.session.scalar(reclaimed) or 0
