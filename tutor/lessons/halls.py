"""One hall holds one class at a time."""

from datetime import datetime

from sqlalchemy import select

from tutor.database import db
from tutor.errors import Refused
from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import clock_time, local_date
from tutor.places.models import Venue


def refuse_taken(
    hall: Venue | None, *, start: datetime, end: datetime, but_for: Lesson | None = None
) -> None:
    """Holds the hall until the transaction ends: of two classes for an hour the second hears of the first."""
    if hall is None:
        return
    db.session.execute(select(Venue.id).where(Venue.id == hall.id).with_for_update(key_share=True))
    taken = _class_in(hall, start, end, but_for)
    if taken is not None:
        raise Refused(
            "%(hall)sでは、%(date)s %(time)sから「%(title)s」があります。",
            hall=hall.name,
            date=local_date(taken.starts_at),
            time=clock_time(taken.starts_at),
            title=taken.title,
        )


def _class_in(hall: Venue, start: datetime, end: datetime, but_for: Lesson | None) -> Lesson | None:
    found = select(Lesson).where(
        Lesson.venue_id == hall.id,
        Lesson.kind == LessonKind.CLASS,
        Lesson.live,
        Lesson.starts_at < end,
        Lesson.ends_at > start,
    )
    if but_for is not None:
        found = found.where(Lesson.id != but_for.id)
    return db.session.scalar(found.order_by(Lesson.starts_at).limit(1))
