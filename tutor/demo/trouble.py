"""Monday morning, a student rings: no Wednesday this week. Colleagues who could step in have been asked."""

from datetime import datetime, timedelta

from tutor.actor import Actor
from tutor.database import db
from tutor.demo.dates import MONDAY
from tutor.demo.timeline import send_due
from tutor.disruptions.actions import cannot_come
from tutor.disruptions.proposals import RepairKind, repairs
from tutor.disruptions.rules import Absence
from tutor.lessons import offers, queries
from tutor.lessons.models import Lesson, LessonKind
from tutor.lessons.offer_rules import deadlines
from tutor.local_time import day_span

WEDNESDAY = MONDAY + timedelta(days=2)


def somebody_is_ill(now: datetime, *, by: Actor) -> None:
    """Of the first visit of that day for which somebody could step in; nobody, when there is none."""
    for visit in queries.between(*day_span(WEDNESDAY), actor=by):
        trial = db.session.begin_nested()
        if visit.kind is LessonKind.VISIT and _asked(visit, by, now):
            trial.commit()
            break
        trial.rollback()
    send_due(now)


def _asked(visit: Lesson, by: Actor, now: datetime) -> bool:
    ill = min((row.tutor for row in visit.assigned), key=lambda one: one.person.reading_folded)
    cannot_come(ill, Absence(WEDNESDAY, WEDNESDAY), by=by, now=now)
    found = [one for one in repairs(visit, now=now) if one.kind is RepairKind.STAND_IN]
    asked = [tutor for repair in found for tutor in repair.tutors]
    return bool(offers.offer(visit, asked, until=deadlines(visit.starts_at, now=now)[-1], by=by, now=now))
