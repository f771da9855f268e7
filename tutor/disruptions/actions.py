"""A tutor cannot come; what that leaves open is mended, one lesson at a time or all of them at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tutor.actor import Actor
from tutor.availability import actions as availability
from tutor.availability import queries as hours
from tutor.availability.models import DayKind
from tutor.disruptions import rules
from tutor.disruptions.proposals import Choice, RepairKind
from tutor.disruptions.rules import Absence
from tutor.disruptions.together import bookings, clashes
from tutor.lessons import actions as lessons
from tutor.lessons import queries, staffing
from tutor.lessons.models import Because, Lesson, LessonState, Staffing
from tutor.lessons.rules import check_shown
from tutor.local_time import local_date
from tutor.people.models import Tutor
from tutor.visit_requests import actions as requests
from tutor.visit_requests.queries import request_of


def cannot_come(tutor: Tutor, absence: Absence, *, by: Actor, now: datetime) -> list[Lesson]:
    """Takes the tutor off what is booked then, in every city, and returns it. Said twice, it is once.

    No learner is told yet: that comes with the repair of each lesson.
    """
    rules.check_absence(absence, today=local_date(now))
    begins, ends = absence.hours
    for day in absence.days:
        availability.add_exception(tutor, day=day, kind=DayKind.OFF, begins=begins, ends=ends, by=by, now=now)
    affected = [row.lesson for row in _booked(tutor, absence) if row.ends_at > now]
    for lesson in affected:
        staffing.release(lesson, tutor, because=Because.CANNOT_COME, by=by, now=now)
    return affected


def can_come_after_all(tutor: Tutor, absence: Absence, *, by: Actor, now: datetime) -> list[Lesson]:
    """Takes it back, and the tutor teaches again what nobody else has taken over meanwhile."""
    begins, ends = absence.hours
    for day in absence.days:
        known = hours.exception(tutor.person_id, day=day, kind=DayKind.OFF, begins=begins, ends=ends)
        if known is not None:
            availability.remove_exception(known, by=by, now=now)
    start, end = absence.span
    given_back = queries.given_back(tutor.person_id, start=start, end=end, now=now)
    back = [lesson for lesson in given_back if lesson.lacking]
    for lesson in back:
        staffing.assign(lesson, [tutor], by=by, now=now)
    return back


def mend(lesson: Lesson, choice: Choice, *, shown: int, by: Actor, now: datetime) -> None:
    """`shown` is the lesson's version on the page. What is so already stays so: pressed twice is once."""
    staffing.hold(lesson, [*choice.tutors, *(row.tutor for row in lesson.assigned)])
    if is_mended(lesson, choice):
        return
    check_shown(lesson.version, shown)
    match choice.kind:
        case RepairKind.STAND_IN:
            staffing.assign(lesson, choice.tutors, by=by, now=now)
        case RepairKind.MOVE:
            ends_at = choice.starts_at + (lesson.ends_at - lesson.starts_at)
            staffing.reschedule(
                lesson, choice.tutors, starts_at=choice.starts_at, ends_at=ends_at, by=by, now=now
            )
        case RepairKind.RELIEVE:
            _set_free(lesson, choice, by=by, now=now)
            staffing.assign(lesson, choice.tutors, by=by, now=now)
        case RepairKind.CANCEL:
            call_off(lesson, reason=CANNOT_COME, by=by, now=now)


def _set_free(lesson: Lesson, choice: Choice, *, by: Actor, now: datetime) -> None:
    for row in lesson.assigned:
        if row.tutor not in choice.tutors:
            staffing.release(lesson, row.tutor, by=by, now=now)


def mend_all(
    chosen: Mapping[Lesson, Choice], *, shown: Mapping[Lesson, int], by: Actor, now: datetime
) -> None:
    """All of it or nothing: the refusal of one ends the transaction. Pressed twice is once."""
    coming = [one for choice in chosen.values() for one in choice.tutors]
    lessons.lock([*coming, *(row.tutor for lesson in chosen for row in lesson.assigned)])
    for clash in clashes(chosen, bookings(chosen.items())):
        raise clash.why
    relieved = [one for one, choice in chosen.items() if choice.kind is RepairKind.RELIEVE]
    now_free = {one: _relieved(one, chosen[one], shown=shown[one], by=by, now=now) for one in relieved}
    for lesson in sorted(chosen, key=lambda one: (one.starts_at, one.id)):
        mend(lesson, chosen[lesson], shown=now_free.get(lesson, shown[lesson]), by=by, now=now)


def _relieved(lesson: Lesson, choice: Choice, *, shown: int, by: Actor, now: datetime) -> int:
    """Frees whoever stands in elsewhere, before anybody is assigned; the version as it is then."""
    if is_mended(lesson, choice):
        return shown
    check_shown(lesson.version, shown)
    _set_free(lesson, choice, by=by, now=now)
    return lesson.version


CANNOT_COME = "学生講師の都合"


def is_mended(lesson: Lesson, choice: Choice) -> bool:
    teach = {row.tutor_id for row in lesson.assigned}
    chosen = {one.person_id for one in choice.tutors}
    match choice.kind:
        case RepairKind.STAND_IN:
            return chosen <= teach
        case RepairKind.MOVE | RepairKind.RELIEVE:
            return chosen == teach and lesson.starts_at == choice.starts_at
        case RepairKind.CANCEL:
            return lesson.state is LessonState.CANCELLED


def call_off(lesson: Lesson, *, reason: str, by: Actor, now: datetime) -> None:
    """Not the learners' doing: their request stands first in line for another day."""
    lessons.cancel(lesson, reason=reason, by=by, now=now)
    request = request_of(lesson.id)
    if request is not None:
        requests.put_first(request, by=by, now=now)


def _booked(tutor: Tutor, absence: Absence) -> Sequence[Staffing]:
    start, end = absence.span
    return queries.staffed([tutor.person_id], start=start, end=end)
