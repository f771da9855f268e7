"""Who comes to a class, and to the other dates of its course: a list to tick, on a table in a public hall."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.courses.queries import of_the_course
from tutor.courses.rules import MOST_DATES
from tutor.lessons.models import Lesson
from tutor.people.models import Learner, Person, PhoneKind


@dataclass(frozen=True)
class Line:
    """`seats`: for each date, has he or she a seat? `same_phone`: others on the list with that number."""

    learner: Learner
    seats: tuple[bool, ...]
    same_phone: tuple[Person, ...]


@dataclass(frozen=True)
class Participants:
    dates: tuple[Lesson, ...]
    lines: tuple[Line, ...]

    @property
    def lesson(self) -> Lesson:
        return self.dates[0]

    @property
    def to_lend(self) -> int:
        """How many have no telephone of their own."""
        return sum(line.learner.phone_kind is PhoneKind.NONE for line in self.lines)


def participants(lesson: Lesson) -> Participants:
    """From this date on; by reading, as one is asked for a name at the door."""
    dates = (lesson, *of_the_course(lesson, now=lesson.starts_at)[: MOST_DATES - 1])
    coming = {row.learner for one in dates for row in one.attendances}
    learners = sorted(coming, key=lambda one: (one.person.reading_folded, one.person_id))
    return Participants(dates, tuple(_line(one, dates, learners) for one in learners))


def _line(learner: Learner, dates: Sequence[Lesson], everybody: Sequence[Learner]) -> Line:
    seats = tuple(any(row.learner is learner for row in one.attendances) for one in dates)
    own = _numbers(learner.person)
    others = (one.person for one in everybody if one is not learner)
    return Line(learner, seats, tuple(one for one in others if own & _numbers(one)))


def _numbers(person: Person) -> set[int]:
    return {contact.contact_point_id for contact in person.contacts}
