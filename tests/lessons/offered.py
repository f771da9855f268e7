"""A lesson with one tutor of two, and three who are asked whether they could step in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests import make
from tutor.actor import Actor, Role
from tutor.database import db
from tutor.lessons import offers
from tutor.lessons.models import Lesson, StaffingOffer
from tutor.messaging.models import Message, MessageState
from tutor.messaging.queries import ring_list
from tutor.messaging.wording import load_wordings

START = make.NOW + timedelta(days=3)
HOUR = timedelta(hours=1)
UNTIL = make.NOW + timedelta(days=1)
SOON = make.NOW + HOUR


def coordinator() -> Actor:
    load_wordings(make.NOW)
    return make.actor(Role.COORDINATOR, who=make.person())


def offered(by: Actor) -> tuple[Lesson, list[StaffingOffer]]:
    names = ("佐藤", "高橋", "菊地", "千田")
    tutors = [
        make.tutor(person=make.person(f"080-1111-000{n}", family_name=name)) for n, name in enumerate(names)
    ]
    lesson = make.lesson(tuple(tutors[:1]), (make.learner(phone="090-1111-2222"),), starts_at=START)
    return lesson, offers.offer(lesson, tutors[1:], until=UNTIL, by=by, now=make.NOW)


def due(purpose: str) -> list[str]:
    rows = db.session.query(Message).filter_by(purpose=purpose, state=MessageState.DUE).order_by(Message.id)
    return [person.family_name for one in rows for person in one.people]


def to_find(now: datetime = SOON) -> Sequence[Message]:
    """What the ring list says about lessons for which nobody came."""
    found = ring_list(by=make.actor(Role.COORDINATOR), now=now)
    return [one for one in found if one.purpose == "staffing_unanswered"]


def read_by_all() -> None:
    for one in db.session.query(Message).filter_by(purpose="staffing_offer"):
        one.state = MessageState.SENT
    db.session.flush()


def yes(made: StaffingOffer, now: datetime = SOON) -> None:
    offers.say_yes(made, by=make.actor(Role.TUTOR, who=made.tutor.person), now=now)


def no(made: StaffingOffer, now: datetime = SOON) -> None:
    offers.say_no(made, by=make.actor(Role.TUTOR, who=made.tutor.person), now=now)
