"""The week on the wall: a row for each tutor, a column for each day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import local_date
from tutor.people.models import Person

WORKDAYS = 5
LEARNERS_NAMED = 2


@dataclass(frozen=True)
class Block:
    """One lesson in one tutor's row."""

    lesson: Lesson
    colleagues: tuple[Person, ...]

    @property
    def where(self) -> str:
        if self.lesson.venue:
            return self.lesson.venue.name
        return self.lesson.household.town.name if self.lesson.household else ""

    @property
    def families(self) -> tuple[str, ...]:
        """Family names only: visitors pass the wall. A class goes by its title."""
        rows = self.lesson.attendances
        if self.lesson.kind is not LessonKind.VISIT or len(rows) > LEARNERS_NAMED:
            return ()
        return tuple(dict.fromkeys(row.learner.person.family_name for row in rows))


@dataclass(frozen=True)
class Row:
    tutor: Person
    days: tuple[tuple[Block, ...], ...]

    @property
    def total(self) -> int:
        return sum(len(day) for day in self.days)


@dataclass(frozen=True)
class Wall:
    days: tuple[date, ...]
    rows: tuple[Row, ...]
    lacking: tuple[Lesson, ...]

    @property
    def lessons(self) -> int:
        return len({block.lesson.id for row in self.rows for day in row.days for block in day})


def wall(monday: date, lessons: Sequence[Lesson]) -> Wall:
    """Monday to Friday, and the weekend when something is on."""
    last = max([WORKDAYS - 1, *((local_date(one.starts_at) - monday).days for one in lessons)])
    days = tuple(monday + timedelta(days=n) for n in range(last + 1))
    by_tutor: dict[Person, dict[date, list[Block]]] = defaultdict(lambda: defaultdict(list))
    for lesson in lessons:
        going = lesson.assigned
        for row in going:
            others = tuple(one.tutor.person for one in going if one is not row)
            by_tutor[row.tutor.person][local_date(lesson.starts_at)].append(Block(lesson, others))
    names = sorted(by_tutor, key=lambda one: (one.reading_folded, one.id))
    rows = (Row(one, tuple(tuple(by_tutor[one][day]) for day in days)) for one in names)
    lacking = tuple(one for one in lessons if len(one.assigned) < one.tutors_wanted)
    return Wall(days, tuple(rows), lacking)
