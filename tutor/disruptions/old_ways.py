"""The minutes on the road that a tutor saves when a lesson is no longer his or hers.

Reckoned like the planner's: from home through the lessons of one stretch of offered hours, and home again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from tutor.availability.rules import DAY
from tutor.lessons.models import Lesson, StaffingState
from tutor.lessons.queries import given_back
from tutor.lessons.way import door_of
from tutor.local_time import day_span, local_date, monday_of
from tutor.matching.tutors import TutorWeek, offered, weeks_of
from tutor.matching.visits import minute_of
from tutor.people.models import Tutor
from tutor.places.rules import point_of
from tutor.places.travel import FORBIDDEN, Point, minutes


def gave_up(lesson: Lesson) -> list[Tutor]:
    """Whom the learners still expect, and who does not come."""
    return [row.tutor for row in lesson.staffings if row.announced and row.state is StaffingState.RELEASED]


def old_ways(lesson: Lesson, *, now: datetime) -> dict[Tutor, int]:
    """Of everybody who comes, or was to come."""
    tutors = [*(row.tutor for row in lesson.assigned), *gave_up(lesson)]
    weeks = weeks_of(tutors, monday_of(local_date(lesson.starts_at)))
    return {one: _saved(one, weeks[one.person_id].without(lesson.id), lesson, now) for one in tutors}


def _saved(tutor: Tutor, week: TutorWeek, lesson: Lesson, now: datetime) -> int:
    here = door_of(lesson)
    if here is None:
        return 0
    before, after = _neighbours(tutor, week, lesson, now)
    home = point_of(tutor.household)
    there, back = before or home, after or home
    straight = minutes(there, back, mode=tutor.mode.value) if before or after else 0
    ways = [minutes(there, here, mode=tutor.mode.value), minutes(here, back, mode=tutor.mode.value), straight]
    return 0 if max(ways) >= FORBIDDEN else ways[0] + ways[1] - straight


def _neighbours(
    tutor: Tutor, week: TutorWeek, lesson: Lesson, now: datetime
) -> tuple[Point | None, Point | None]:
    """The doors before and after it; None stands for home."""
    stretch = _stretch(tutor, week, lesson)
    stops = sorted(_stops(tutor, week, lesson, now), key=lambda one: one.starts_at)
    placed = [(one, at) for one in stops if _within(one, stretch, week) and (at := door_of(one))]
    before = [at for one, at in placed if one.starts_at < lesson.starts_at]
    after = [at for one, at in placed if one.starts_at >= lesson.starts_at]
    return (before[-1] if before else None), (after[0] if after else None)


def _stops(tutor: Tutor, week: TutorWeek, lesson: Lesson, now: datetime) -> Iterable[Lesson]:
    """What is booked; and of what else is given up that day the later ones, so that each way counts once."""
    yield from (row.lesson for row in week.booked)
    _, midnight = day_span(local_date(lesson.starts_at))
    later = given_back(tutor.person_id, start=lesson.ends_at, end=midnight, now=now)
    yield from (one for one in later if one.lacking and one is not lesson)


def _stretch(tutor: Tutor, week: TutorWeek, lesson: Lesson) -> tuple[int, int]:
    """Of the usual hours: those of today may be taken away by the absence itself. Else the whole day."""
    usual = TutorWeek(week.monday, week.hours, (), week.booked)
    spans: Sequence[tuple[int, int]] = offered(tutor, usual)
    first = minute_of(week.monday, lesson.starts_at)
    last = first + (lesson.ends_at - lesson.starts_at) // timedelta(minutes=1)
    day = first // DAY * DAY
    return next((one for one in spans if one[0] <= first and last <= one[1]), (day, day + DAY))


def _within(lesson: Lesson, stretch: tuple[int, int], week: TutorWeek) -> bool:
    return stretch[0] <= minute_of(week.monday, lesson.starts_at) < stretch[1]
