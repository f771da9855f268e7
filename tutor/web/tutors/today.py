"""What a tutor opens on the bus: what is left to record, today with its ways, the coming two weeks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from flask import Response, current_app, render_template
from flask import url_for as url

from tutor import clock
from tutor.actor import Role
from tutor.lessons import on_the_way, queries, way
from tutor.lessons.models import Lesson
from tutor.lessons.offers import own_open
from tutor.local_time import day_span, local_date
from tutor.places.rules import point_of
from tutor.visit_requests.queries import request_of
from tutor.web import sign_in
from tutor.web.guards import allowed, open_to_all
from tutor.web.tutors.blueprint import as_tutor, pages
from tutor.web.tutors.cards import Card, by_day
from tutor.web.tutors.doorway import AT_ONE_DOOR, AtDoor
from tutor.web.tutors.words import mode_word

AHEAD = timedelta(days=14)


@pages.get("/")
@allowed(Role.TUTOR)
def today() -> str:
    now, by = clock.now(), as_tutor()
    start, end = day_span(local_date(now))
    late = [one for one in queries.to_record(now, actor=by) if one.starts_at < start]
    of_today = queries.between(start, end, actor=by)
    return render_template(
        "tutors/today.html",
        day=local_date(now),
        offers=own_open(by, now=now),
        late=_cards(late, now),
        today=todays_cards(of_today, now),
        coming=by_day(_cards(queries.between(end, end + AHEAD, actor=by), now)),
        keep=to_keep([*late, *of_today]),
        left=int((end - now).total_seconds()),
        owner=sign_in.person().code,
        mode_word=mode_word,
    )


@pages.get("/kept.js")
@open_to_all("a script, and it knows nobody; from here its reach is /tutor/")
def kept_js() -> Response:
    source = Path(current_app.static_folder or "") / "kept.js"
    return Response(source.read_bytes(), mimetype="text/javascript")


def to_keep(lessons: Sequence[Lesson]) -> list[str]:
    """Addresses that a phone keeps for the day: this page and its records."""
    return [url("tutors.today"), *(url("tutors.lesson", code=one.code) for one in lessons)]


def todays_cards(lessons: Sequence[Lesson], now: datetime) -> list[Card]:
    tutor = sign_in.person().tutor
    assert tutor is not None, "the rule of this page lets in tutors only"
    legs = way.legs(lessons, home=point_of(tutor.household), mode=tutor.mode.value)
    said = on_the_way.said([one.id for one in lessons])
    return [
        Card(
            one,
            tutor.person_id,
            now,
            legs.get(one.id),
            doors_of(one, now),
            request_of(one.id),
            one.id in said,
        )
        for one in lessons
    ]


def doors_of(lesson: Lesson, now: datetime) -> list[AtDoor]:
    if len(lesson.attendances) > AT_ONE_DOOR:
        return []
    me = as_tutor().person_id
    return [AtDoor(row, me=me, now=now) for row in lesson.attendances]


def _cards(lessons: Sequence[Lesson], now: datetime) -> list[Card]:
    me = as_tutor().person_id
    return [Card(lesson, me, now) for lesson in lessons]
