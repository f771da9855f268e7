"""Who has passed the tutors' own training; whether somebody goes all the same, the coordinator decides."""

from flask import render_template

from tutor import clock
from tutor.actor import Role
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import TUTORS
from tutor.local_time import local_date
from tutor.people.queries import tutors_not_gone
from tutor.study import training as reads
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed


@pages.get("/training")
@allowed(Role.COORDINATOR)
def training() -> str:
    """Of the whole company: students go to every city."""
    tutors = tutors_not_gone(local_date(clock.now()))
    records = reads.records(tutors)
    rows = [(one, records[one.person_id]) for one in tutors]
    return render_template(
        "coordinator/training.html",
        there=bool(curricula.newest_of_all(TUTORS)),
        rows=sorted(rows, key=lambda row: reads.has_passed(row[1])),
        waiting=sum(not reads.has_passed(found) for _, found in rows),
    )
