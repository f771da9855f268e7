"""Tutors as the engine's tutors: what is left of their week beside what is booked already."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from tutor.availability import queries as availability
from tutor.availability.rules import DAY, Change, Hours, Span, free_spans
from tutor.lessons import queries as lessons
from tutor.lessons.models import Staffing
from tutor.local_time import at_minute, local_date, monday_of
from tutor.matching.engine.problem import Tutor as EngineTutor
from tutor.matching.visits import minute_of
from tutor.people import queries as people
from tutor.people.models import Tutor
from tutor.places.rules import Somewhere, point_of
from tutor.places.travel import minutes

WAY = 30
"""Minutes kept free before and after a lesson that is booked already, at least: it is not in the problem."""


def tutors_of_week(monday: date) -> Sequence[Tutor]:
    """Also who begins or leaves within the week."""
    both = (*people.tutors_on(monday), *people.tutors_on(monday + timedelta(days=6)))
    return list({tutor.person_id: tutor for tutor in both}.values())


def engine_tutors(
    tutors: Sequence[Tutor], monday: date, place: Callable[[Somewhere], int]
) -> list[EngineTutor]:
    """Three reads for any number of tutors. `place` gives the index of where they live."""
    weeks = weeks_of(tutors, monday)
    return [engine_tutor(tutor, weeks[tutor.person_id], place) for tutor in tutors]


def weeks_of(tutors: Sequence[Tutor], monday: date) -> Mapping[int, "TutorWeek"]:
    """By person id."""
    (week,) = following_weeks(tutors, monday, number=1)
    return week


def following_weeks(tutors: Sequence[Tutor], monday: date, *, number: int) -> list[Mapping[int, "TutorWeek"]]:
    """From that Monday on, by person id; three reads for any number of tutors and weeks."""
    return _weeks(tutors, monday, number, _booked([tutor.person_id for tutor in tutors], monday, number))


def weeks_of_hours(tutors: Sequence[Tutor], monday: date, *, number: int) -> list[Mapping[int, "TutorWeek"]]:
    """The same without what is booked; two reads."""
    return _weeks(tutors, monday, number, {})


def _weeks(
    tutors: Sequence[Tutor], monday: date, number: int, booked: Mapping[int, list[Staffing]]
) -> list[Mapping[int, "TutorWeek"]]:
    ids = [tutor.person_id for tutor in tutors]
    hours = availability.weekly_hours(ids, monday=monday, weeks=number)
    changes = availability.changes(ids, monday=monday, weeks=number)
    return [
        {
            id_: TutorWeek(
                first,
                hours.get(id_, ()),
                [one for one in changes.get(id_, ()) if monday_of(one.day) == first],
                [one for one in booked.get(id_, ()) if monday_of(local_date(one.starts_at)) == first],
            )
            for id_ in ids
        }
        for first in (monday + timedelta(weeks=n) for n in range(number))
    ]


class TutorWeek:
    """What is known of one tutor's week."""

    def __init__(
        self, monday: date, hours: Iterable[Hours], changes: Iterable[Change], booked: Sequence[Staffing]
    ) -> None:
        self.monday, self.hours, self.changes, self.booked = monday, hours, changes, booked
        self.a_day = Counter(minute_of(monday, row.starts_at) // DAY for row in booked)

    def without(self, lesson_id: int) -> "TutorWeek":
        """As if that lesson had not been booked."""
        rest = [row for row in self.booked if row.lesson_id != lesson_id]
        return TutorWeek(self.monday, self.hours, self.changes, rest)


def engine_tutor(tutor: Tutor, week: TutorWeek, place: Callable[[Somewhere], int]) -> EngineTutor:
    full = _full_days(tutor, week)
    # The format knows one limit for all days: a day that is half full lowers it for the week.
    most = max((n for day, n in week.a_day.items() if day not in full), default=0)
    return EngineTutor(
        id=tutor.person.code,
        home=place(tutor.household),
        mode=tutor.mode.value,
        shifts=shifts(tutor, week),
        skills=frozenset(one.tag for one in tutor.qualifications),
        max_visits=max(0, tutor.max_week - len(week.booked)),
        max_visits_per_day=max(0, tutor.max_day - most),
    )


def _full_days(tutor: Tutor, week: TutorWeek) -> set[int]:
    return {day for day, lessons_then in week.a_day.items() if lessons_then >= tutor.max_day}


def shifts(tutor: Tutor, week: TutorWeek) -> tuple[Span, ...]:
    """When the tutor can be out, beside what is booked."""
    taken = [(day * DAY, (day + 1) * DAY) for day in _full_days(tutor, week)]
    return offered(tutor, week, [*taken, *(_taken(row, tutor, week.monday) for row in week.booked)])


def offered(tutor: Tutor, week: TutorWeek, taken: Iterable[Span] = ()) -> tuple[Span, ...]:
    """When the tutor can be out, apart from what is taken."""
    days = [week.monday + timedelta(days=n) for n in range(7)]
    away = [Change(day, off=True) for day in days if not tutor.starts_on <= day <= tutor.until]
    return free_spans(week.monday, hours=week.hours, exceptions=[*week.changes, *away], taken=taken)


def _taken(row: Staffing, tutor: Tutor, monday: date) -> Span:
    """From leaving home to being home again, within the day: what is planned beside it starts at home."""
    way = max(WAY, _way_home(row, tutor))
    begins, ends = minute_of(monday, row.starts_at), minute_of(monday, row.ends_at)
    midnight = begins // DAY * DAY
    return max(midnight, begins - way), min(midnight + DAY, ends + way)


def _way_home(row: Staffing, tutor: Tutor) -> int:
    where, home = row.lesson.household or row.lesson.venue, tutor.household
    if where is None:
        return 0
    return minutes(point_of(home), point_of(where), mode=tutor.mode.value)


def _booked(tutor_ids: Sequence[int], monday: date, weeks: int) -> Mapping[int, list[Staffing]]:
    found: dict[int, list[Staffing]] = defaultdict(list)
    span = {"start": at_minute(monday, 0), "end": at_minute(monday, weeks * 7 * DAY)}
    for row in lessons.staffed(tutor_ids, **span):
        found[row.tutor_id].append(row)
    return found
