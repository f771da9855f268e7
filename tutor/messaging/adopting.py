"""Messages of two records of one person become those of the one that stays."""

from sqlalchemy import delete, select, update

from tutor.database import db
from tutor.messaging.models import Message, MessagePerson, Stop
from tutor.people.models import Person


def adopt(kept: Person, gone: Person) -> None:
    """A message to both is one to the one; a stop of either holds."""
    both = select(MessagePerson.message_id).where(MessagePerson.person_id == kept.id)
    theirs = MessagePerson.person_id == gone.id
    db.session.execute(delete(MessagePerson).where(theirs, MessagePerson.message_id.in_(both)))
    db.session.execute(update(MessagePerson).where(theirs).values(person_id=kept.id))
    stopped = select(Stop.purpose).where(Stop.person_id == kept.id)
    db.session.execute(delete(Stop).where(Stop.person_id == gone.id, Stop.purpose.in_(stopped)))
    db.session.execute(update(Stop).where(Stop.person_id == gone.id).values(person_id=kept.id))
    db.session.execute(update(Message).where(Message.ended_by_id == gone.id).values(ended_by_id=kept.id))
