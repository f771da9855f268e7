"""At the door: who came, what was seen, when it was over."""

from datetime import datetime

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import announcements, queries, rules
from tutor.lessons.models import Attendance, Came, Lesson, LessonNote, LessonState
from tutor.local_time import local_date
from tutor.messaging.actions import withdraw

TICKS = (Came.CAME, Came.MISSED)


def tick(row: Attendance, came: Came, *, cause: str = "", by: Actor, now: datetime) -> None:
    rules.check_open(row.lesson.state, starts_at=row.starts_at, now=now)
    if came not in TICKS:
        raise Refused("「来た」か「来なかった」をえらんでください。")
    row.came, row.cause = came, cause if came is Came.MISSED else ""
    record(
        f"tick_{came.value}",
        row.lesson,
        by=by,
        now=now,
        municipality_id=row.lesson.programme.municipality_id,
    )


def note(lesson: Lesson, text: str, *, client_key: str, by: Actor, now: datetime) -> LessonNote | None:
    """A tutor has one sentence a lesson: written again, it takes the place of the first. Empty is none."""
    text = text.strip()[:400]
    if not text:
        return None
    known = queries.known_note(client_key)
    if known is not None:
        return known
    written = queries.note_of(lesson.id, tutor_id=by.person_id)
    if written is not None and written.text == text:
        return written
    if written is None:
        written = LessonNote(created_at=now, lesson=lesson, tutor_id=by.person_id)
        db.session.add(written)
    written.client_key, written.text = client_key, text
    db.session.flush()
    record("note", lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)
    return written


def finish(lesson: Lesson, *, stages: dict[int, int | None], by: Actor, now: datetime) -> None:
    """`stages` is each learner's level now; it is kept with age band and town for the figures."""
    if lesson.state is LessonState.FINISHED:
        return
    rules.check_open(lesson.state, starts_at=lesson.starts_at, now=now)
    rules.check_finishable([row.came for row in lesson.attendances])
    lesson.state, lesson.finished_at = LessonState.FINISHED, now
    keep_for_figures(lesson, stages=stages)
    withdraw(about_kind=announcements.ABOUT, about_id=lesson.id, now=now)
    db.session.flush()
    record("finish_lesson", lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)


def keep_for_figures(lesson: Lesson, *, stages: dict[int, int | None]) -> None:
    """As things stand at the end, and once more when the second tutor's marks are in."""
    for row in lesson.attendances:
        _keep(row, stages.get(row.learner_id))


def _keep(row: Attendance, stage: int | None) -> None:
    person = row.learner.person
    row.age_band = rules.age_band(person.born_year, on=local_date(row.starts_at))
    row.town = person.household.town.name if person.household else None
    row.stage = stage
