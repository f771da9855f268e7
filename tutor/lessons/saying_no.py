"""Before a lesson somebody answers that he or she cannot come."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.lessons.models import Attendance, Came


def says_no(lesson_id: int, person_ids: Collection[int], *, by: Actor, now: datetime) -> None:
    """Nothing is cancelled by that: staff ring and ask."""
    for row in _expected(lesson_id, person_ids, now):
        row.came = Came.SAYS_NO
        place = row.lesson.programme.municipality_id
        record("say_cannot_come", row.lesson, by=by, now=now, municipality_id=place)


def comes_after_all(row: Attendance, *, by: Actor, now: datetime) -> None:
    """Staff rang, and it was a misunderstanding, or she can come."""
    if expect_again(row):
        place = row.lesson.programme.municipality_id
        record("come_after_all", row.lesson, by=by, now=now, municipality_id=place)


def expect_again(row: Attendance) -> bool:
    if row.came is not Came.SAYS_NO:
        return False
    row.came = Came.EXPECTED
    return True


def _expected(lesson_id: int, person_ids: Collection[int], now: datetime) -> Sequence[Attendance]:
    """Of a lesson that takes place and has not begun."""
    rows = select(Attendance).where(
        Attendance.lesson_id == lesson_id,
        Attendance.learner_id.in_(person_ids),
        Attendance.came == Came.EXPECTED,
        Attendance.live,
        Attendance.starts_at > now,
    )
    return db.session.scalars(rows).all()
