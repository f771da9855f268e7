"""Who teaches a booked lesson changes: somebody gives it back, somebody else steps in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import announcements, rules
from tutor.lessons.actions import lock, refuse_clash, shift
from tutor.lessons.models import Because, Lesson, Staffing, StaffingState
from tutor.people.models import Tutor


def release(
    lesson: Lesson, tutor: Tutor, *, because: Because = Because.OFFICE, by: Actor, now: datetime
) -> None:
    """The lesson stays and lacks a tutor; its learners hear of it when somebody else comes. Twice is once."""
    hold(lesson, [tutor])
    row = _row(lesson, tutor)
    if row is None:
        raise Refused("%(name)sさんは、このレッスンの担当ではありません。", name=tutor.person.name)
    if row.state is StaffingState.RELEASED:
        return
    rules.check_staffable(lesson.state, lesson.ends_at, now=now)
    row.state, row.because = StaffingState.RELEASED, because
    changed("release_tutor", lesson, by=by, now=now)
    announcements.released(lesson, row, now=now)


def assign(lesson: Lesson, tutors: Sequence[Tutor], *, by: Actor, now: datetime) -> None:
    """Up to the number wanted. Whoever teaches it already changes nothing: pressed twice is once."""
    hold(lesson, tutors)
    coming = [one for one in dict.fromkeys(tutors) if one not in [row.tutor for row in lesson.assigned]]
    if not coming:
        return
    rules.check_staffable(lesson.state, lesson.ends_at, now=now)
    rules.check_room(have=len(lesson.assigned), more=len(coming), wanted=lesson.tutors_wanted)
    refuse_clash(coming, [], start=lesson.starts_at, end=lesson.ends_at)
    rows = [_take(lesson, one) for one in coming]
    changed("assign_tutor", lesson, by=by, now=now)
    announcements.staffed(lesson, rows, now=now)


def replace(
    lesson: Lesson,
    gone: Tutor,
    come: Tutor,
    *,
    because: Because = Because.OFFICE,
    by: Actor,
    now: datetime,
) -> None:
    """One goes, another comes, in one transaction. Whoever was slower hears that it is done already."""
    lock([gone, come])
    release(lesson, gone, because=because, by=by, now=now)
    assign(lesson, [come], by=by, now=now)


def reschedule(
    lesson: Lesson,
    tutors: Sequence[Tutor],
    *,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    now: datetime,
) -> None:
    """Another time, and these tutors. Learners read both in one message."""
    hold(lesson, tutors)
    rules.check_people(lesson.kind, tutors=tutors, learners=lesson.attendances, wanted=lesson.tutors_wanted)
    for row in lesson.assigned:
        if row.tutor not in tutors:
            release(lesson, row.tutor, by=by, now=now)
    coming = [one for one in tutors if one not in [row.tutor for row in lesson.assigned]]
    old_start = lesson.starts_at
    shift(lesson, tutors, starts_at=starts_at, ends_at=ends_at, now=now)
    for one in coming:
        _take(lesson, one)
    changed("reschedule_lesson", lesson, by=by, now=now)
    announcements.moved(lesson, old_start=old_start, newcomers=coming, now=now)


def hold(lesson: Lesson, tutors: Sequence[Tutor]) -> None:
    """The tutors, then the lesson, as everywhere; and the lesson as it stands now."""
    lock(tutors)
    db.session.flush()
    db.session.execute(select(Lesson.id).where(Lesson.id == lesson.id).with_for_update())
    db.session.refresh(lesson)
    db.session.expire(lesson, ["staffings"])
    for row in lesson.staffings:
        db.session.refresh(row)


def _row(lesson: Lesson, tutor: Tutor) -> Staffing | None:
    return next((row for row in lesson.staffings if row.tutor_id == tutor.person_id), None)


def _take(lesson: Lesson, tutor: Tutor) -> Staffing:
    row = _row(lesson, tutor)
    if row is None:
        row = Staffing(
            tutor=tutor,
            starts_at=lesson.starts_at,
            ends_at=lesson.ends_at,
            live=lesson.live,
            announced=False,
        )
        lesson.staffings.append(row)
    row.state, row.because = StaffingState.ASSIGNED, None
    return row


def changed(verb: str, lesson: Lesson, *, by: Actor, now: datetime) -> None:
    """A new version of the lesson too: what is said about it now is another occasion."""
    flag_modified(lesson, "tutors_wanted")
    db.session.flush()
    record(verb, lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)
