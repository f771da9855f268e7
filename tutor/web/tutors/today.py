"""What a tutor opens on the bus: what is left to record, today, the coming two weeks."""

from collections.abc import Sequence
from datetime import timedelta

from flask import render_template

from tutor import clock
from tutor.actor import Role
from tutor.lessons import queries
from tutor.lessons.models import Lesson
from tutor.local_time import day_span, local_date
from tutor.web.guards import allowed
from tutor.web.tutors.blueprint import as_tutor, pages
from tutor.web.tutors.cards import Card, by_day

AHEAD = timedelta(days=14)


@pages.get("/")
@allowed(Role.TUTOR)
def today() -> str:
    now, by = clock.now(), as_tutor()
    start, end = day_span(local_date(now))
    unrecorded = queries.to_record(now, actor=by)
    return render_template(
        "tutors/today.html",
        day=local_date(now),
        late=_cards([one for one in unrecorded if one.starts_at < start]),
        today=_cards(queries.between(start, end, actor=by)),
        coming=by_day(_cards(queries.between(end, end + AHEAD, actor=by))),
    )


def _cards(lessons: Sequence[Lesson]) -> list[Card]:
    me, now = as_tutor().person_id, clock.now()
    return [Card(lesson, me, now) for lesson in lessons]
