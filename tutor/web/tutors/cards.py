"""A lesson as its tutors see it from afar: when, with whom, for whom, where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask_babel import gettext

from tutor.lessons import on_the_way, rules
from tutor.lessons.models import Came, Lesson, LessonState
from tutor.lessons.notices import place_of
from tutor.lessons.way import Leg
from tutor.local_time import local_date
from tutor.people.models import Learner, Person
from tutor.visit_requests.models import VisitRequest
from tutor.web.saying import listed, say
from tutor.web.tutors.doorway import AT_ONE_DOOR, AtDoor


@dataclass(frozen=True)
class Card:
    lesson: Lesson
    me: int | None
    now: datetime
    leg: Leg | None = None
    doors: Sequence[AtDoor] = ()
    """Only of today's lessons, and only at a door: a class is a list of its own."""
    request: VisitRequest | None = None
    said_on_the_way: bool = False

    @property
    def day(self) -> date:
        return local_date(self.lesson.starts_at)

    @property
    def opens_at(self) -> datetime:
        return self.lesson.starts_at - rules.OPEN_BEFORE

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Whom to ring on the way: the colleague, and the house on the day of the visit only."""
        people = list(self.colleagues)
        if self.shows_address and len(self.learners) <= AT_ONE_DOOR:
            people += [one.person for one in self.learners]
        by_number: dict[str, list[str]] = {}
        for one in people:
            for contact in one.contacts[:1]:
                names = by_number.setdefault(contact.contact_point.e164, [])
                names.append(gettext("%(name)sさん", name=one.name))
        return [(listed(names), number) for number, names in by_number.items()]

    @property
    def colleagues(self) -> list[Person]:
        return [row.tutor.person for row in self.lesson.assigned if row.tutor_id != self.me]

    @property
    def colleague_names(self) -> str:
        return listed(gettext("%(name)sさん", name=one.name) for one in self.colleagues)

    @property
    def learners(self) -> list[Learner]:
        """By reading, as on a list of names."""
        found = [row.learner for row in self.lesson.attendances]
        return sorted(found, key=lambda one: (one.person.reading_folded, one.person_id))

    @property
    def is_finished(self) -> bool:
        return self.lesson.state is LessonState.FINISHED

    @property
    def is_open(self) -> bool:
        """May the record be written now?"""
        opened = self.now >= self.lesson.starts_at - rules.OPEN_BEFORE
        return self.lesson.state is LessonState.PLANNED and opened

    @property
    def is_today(self) -> bool:
        """A phone keeps the page in the morning, and must find the form on it where there is no signal."""
        return self.lesson.state is LessonState.PLANNED and self.day == local_date(self.now)

    @property
    def may_add(self) -> bool:
        """The second tutor's marks come later than the first one's end."""
        when = {"starts_at": self.lesson.starts_at, "ends_at": self.lesson.ends_at, "now": self.now}
        return rules.may_add(self.lesson.state, **when)

    @property
    def may_say_on_the_way(self) -> bool:
        return not self.said_on_the_way and on_the_way.may_say(self.lesson, now=self.now)

    @property
    def is_running(self) -> bool:
        return not self.is_finished and self.lesson.starts_at <= self.now < self.lesson.ends_at

    @property
    def is_late(self) -> bool:
        return not self.is_finished and self.lesson.ends_at <= self.now

    @property
    def is_ticked(self) -> bool:
        return all(row.came in {Came.CAME, Came.MISSED} for row in self.lesson.attendances)

    @property
    def shows_address(self) -> bool:
        return rules.shows_address(self.lesson.starts_at, self.lesson.ends_at, now=self.now)

    @property
    def place(self) -> str:
        """A home's address for the day of the visit only; before and after it, the town."""
        home = self.lesson.household
        if home is None:
            return say(place_of(self.lesson))
        return home.address_with_town if self.shows_address else home.town.name

    @property
    def way(self) -> str:
        home = self.lesson.household
        return home.way_note if home and self.shows_address else ""


def by_day(cards: Sequence[Card]) -> list[tuple[date, list[Card]]]:
    return [(day, list(found)) for day, found in groupby(cards, key=lambda card: card.day)]
