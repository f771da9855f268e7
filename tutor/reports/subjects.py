"""What messages are about, so that a page can lead there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tutor.database import db
from tutor.inquiries.models import Inquiry
from tutor.lessons.models import Lesson
from tutor.messaging.models import Message
from tutor.visit_requests.models import VisitRequest


@dataclass(frozen=True)
class Subject:
    kind: str
    code: str
    starts_at: datetime | None = None
    who: str = ""


def subjects(messages: Collection[Message]) -> dict[int, Subject]:
    """By message id. The messages are within the actor's reach, and so is what they are about."""
    found = {("lesson", id_): one for id_, one in _lessons(_ids(messages, "lesson")).items()}
    found |= {("visit_request", id_): one for id_, one in _requests(_ids(messages, "visit_request")).items()}
    found |= {("inquiry", id_): one for id_, one in _inquiries(_ids(messages, "inquiry")).items()}
    keys = {one.id: (one.about_kind, one.about_id) for one in messages}
    return {id_: found[key] for id_, key in keys.items() if key in found}


def _ids(messages: Collection[Message], kind: str) -> set[int]:
    return {one.about_id for one in messages if one.about_kind == kind}


def _lessons(ids: Collection[int]) -> dict[int, Subject]:
    rows = select(Lesson.id, Lesson.code, Lesson.starts_at).where(Lesson.id.in_(ids))
    return {id_: Subject("lesson", code, at) for id_, code, at in db.session.execute(rows)}


def _requests(ids: Collection[int]) -> dict[int, Subject]:
    rows = select(VisitRequest.id, VisitRequest.code).where(VisitRequest.id.in_(ids))
    return {id_: Subject("visit_request", code) for id_, code in db.session.execute(rows)}


def _inquiries(ids: Collection[int]) -> dict[int, Subject]:
    rows = select(Inquiry).where(Inquiry.id.in_(ids)).options(joinedload(Inquiry.person))
    return {one.id: Subject("inquiry", one.code, who=one.who) for one in db.session.scalars(rows)}
