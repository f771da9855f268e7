"""The cards of two records of one person open the one that stays."""

from sqlalchemy import update

from tutor.access.models import Credential
from tutor.database import db
from tutor.people.models import Person


def adopt(kept: Person, gone: Person) -> None:
    """Both papers lie in somebody's drawer: both go on opening the door."""
    db.session.execute(update(Credential).where(Credential.person_id == gone.id).values(person_id=kept.id))
