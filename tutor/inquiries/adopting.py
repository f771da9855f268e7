"""Calls of two records of one person become those of the one that stays."""

from sqlalchemy import update

from tutor.database import db
from tutor.inquiries.models import Inquiry
from tutor.people.models import Person


def adopt(kept: Person, gone: Person) -> None:
    db.session.execute(update(Inquiry).where(Inquiry.person_id == gone.id).values(person_id=kept.id))
