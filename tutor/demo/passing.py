"""While the clock is turned forward, the town goes on living: what was due is queued, and has been sent."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tutor.database import db
from tutor.demo.timeline import send_due
from tutor.jobs import beats
from tutor.local_time import at, local_date
from tutor.messaging.reclaiming import expire_overdue
from tutor.reminders.actions import queue_due
from tutor.reminders.rules import SHIPPED

LATELY = timedelta(hours=2)
# In between the worker would find nothing new.
REMINDED_AT = tuple(sorted({one.wall for one in SHIPPED}))


def let_pass(before: datetime, now: datetime, *, answered: bool = False) -> None:
    """What falls due just now is only queued: the worker sends it. So it does with what fell due lately,
    when there are telephones on which somebody waits for it.

    Commits after each moment: the worker waits five seconds for the database, not longer.
    """
    for moment in moments_between(before, now):
        remind(moment, sends=not answered or moment < now - LATELY)
        db.session.commit()
    expire_overdue(now)
    queue_due(now)
    beats.go_on(before, now)
    db.session.commit()


def remind(moment: datetime, *, sends: bool = True) -> None:
    """As the worker would have done then."""
    expire_overdue(moment)
    queue_due(moment)
    if sends:
        send_due(moment)


def moments_between(before: datetime, now: datetime) -> Iterator[datetime]:
    day = local_date(before)
    while day <= local_date(now):
        yield from (moment for wall in REMINDED_AT if before < (moment := at(day, wall)) < now)
        day += timedelta(days=1)
