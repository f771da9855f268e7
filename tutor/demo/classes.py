"""Classes of the town: one that is full, a course with practice between its dates, one that lacks tutors."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from tutor.courses import actions as courses
from tutor.curriculum.content import Curriculum
from tutor.demo.dates import CLASS_BOOKED_AT, MONDAY, NEXT_MONDAY, moment
from tutor.demo.lesson_day import LessonDay
from tutor.demo.seen import way
from tutor.demo.seniors import Seniors
from tutor.demo.staff import Staff, tutor_actor
from tutor.demo.timeline import Timeline, ring, send_due
from tutor.demo.town import DemoTown, Place
from tutor.learning.actions import enrol
from tutor.lessons.actions import Booking, book
from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import local_date
from tutor.people.actions import Name
from tutor.people.models import Learner

LASTS = timedelta(minutes=90)
FULL_ON, FULL_SEATS = MONDAY + timedelta(days=3), 10
FULL_TUTORS = ("sasaki", "abe", "oikawa")
COURSE_ON = tuple(date(2026, 11, 7) + timedelta(weeks=n) for n in range(3))
"""As in Ehime: three lessons, and a week of practice at home between them. The first was held on Saturday."""
COURSE_TUTORS = ("kikuchi", "hatakeyama")
COURSE_SEATS, COURSE_LEARNERS = 8, 7
COURSE_BOOKED_AT = moment(date(2026, 10, 26), 11)
LACKING_ON, LACKING_SEATS, LACKING_LEARNERS = NEXT_MONDAY + timedelta(days=1), 8, 4
NAMES = 3

OfThePhoto = Callable[[], Sequence[Learner]]


@dataclass(frozen=True)
class Classes:
    town: DemoTown
    staff: Staff
    seniors: Seniors
    content: Curriculum
    timeline: Timeline

    def plan(self, known: OfThePhoto) -> None:
        """Names are drawn last and apart, so that nobody else in the town becomes somebody different."""
        apart = replace(self.seniors, rng=Random(NAMES))  # noqa: S311 -- the same town every time
        place, neighbour = self.town.places["midorino"], self.town.places["shiokaze"]
        course = list(newcomers(place, COURSE_LEARNERS, apart))
        others = list(newcomers(neighbour, LACKING_LEARNERS, apart))
        self.timeline.add(COURSE_BOOKED_AT, lambda now: self._course(place, course, apart, now))
        self.timeline.add(CLASS_BOOKED_AT, lambda now: self._full(place, known()[:FULL_SEATS], now))
        self.timeline.add(CLASS_BOOKED_AT, lambda now: self._lacking(neighbour, others, apart, now))

    def _full(self, place: Place, learners: Sequence[Learner], now: datetime) -> None:
        """Ten people who have had lessons at home: who rings now hears of the next class with a seat."""
        booking = self._booking(place, "教室 写真をとってみよう", FULL_ON, seats=FULL_SEATS, keys=FULL_TUTORS)
        book(replace(booking, learners=learners), by=self.staff.coordinator(place.key), now=now)
        send_due(now)

    def _course(self, place: Place, names: Sequence["Newcomer"], seniors: Seniors, now: datetime) -> None:
        """Tutors for its last date are still to be found."""
        by, title = self.staff.coordinator(place.key), "はじめてのスマホ 三回コース"
        bookings = [
            self._booking(place, title, day, hall=1, seats=COURSE_SEATS, keys=COURSE_TUTORS)
            for day in COURSE_ON[:-1]
        ]
        bookings.append(self._booking(place, title, COURSE_ON[-1], hall=1, seats=COURSE_SEATS))
        dates = courses.book_course(bookings, by=by, now=now)
        self._sign_up(dates, names, seniors, now)
        self.timeline.add(now + timedelta(hours=2), lambda moment: ring(moment, by=by))
        self._to_hold(dates, seniors)

    def _to_hold(self, dates: Sequence[Lesson], seniors: Seniors) -> None:
        first, tutors = dates[0], [tutor_actor(self.staff.tutors[key]) for key in COURSE_TUTORS]
        learners = [row.learner for row in first.attendances]
        marks = [way(self.content, stages=0, lessons=len(dates), rng=seniors.rng)[0] for _ in learners]
        day = LessonDay(first, learners, marks, (tutors[0], tutors[1]), seniors)

        def begin(now: datetime) -> None:
            for learner in learners:
                enrol(learner, curriculum_key=self.content.key, by=tutors[0], now=now)
            day.come(now)

        def end(now: datetime) -> None:
            """Every second one has practised by Sunday."""
            given = day.finish(now, next_on=local_date(dates[1].starts_at))
            for n, homework in enumerate(given):
                read = homework.read_as_far_as_it_went if n % 2 else homework.read_to_the_end
                self.timeline.add(now + timedelta(days=1, hours=n % 5), read)

        self.timeline.add(first.starts_at + timedelta(minutes=3), begin)
        self.timeline.add(first.ends_at - timedelta(minutes=6), day.mark)
        self.timeline.add(first.ends_at + timedelta(minutes=4), end)

    def _lacking(self, place: Place, names: Sequence["Newcomer"], seniors: Seniors, now: datetime) -> None:
        """Two tutors are proposed for it with the draft of its week."""
        booking = self._booking(place, "教室 LINEで話してみよう", LACKING_ON, seats=LACKING_SEATS)
        lesson = book(booking, by=self.staff.coordinator(place.key), now=now)
        self._sign_up([lesson], names, seniors, now)

    def _sign_up(
        self, dates: Sequence[Lesson], names: Sequence["Newcomer"], seniors: Seniors, now: datetime
    ) -> None:
        by = self.staff.coordinator(names[0].place.key)
        for one in names:
            courses.sign_up_newcomer(dates, one.name, one.number, by=by, now=now)
        for row in dates[0].attendances:
            row.learner.phone_kind, row.learner.person.born_year = seniors.phone_kind(), seniors.born_year()
        send_due(now)

    def _booking(
        self, place: Place, title: str, day: date, *, seats: int, hall: int = 0, keys: Sequence[str] = ()
    ) -> Booking:
        start = moment(day, 10)
        return Booking(
            programme=place.programme,
            kind=LessonKind.CLASS,
            title=title,
            starts_at=start,
            ends_at=start + LASTS,
            tutors=[self.staff.tutors[key] for key in keys],
            learners=[],
            seats=seats,
            tutors_wanted=len(keys) or len(COURSE_TUTORS),
            venue=list(place.venues.values())[hall],
        )


@dataclass(frozen=True)
class Newcomer:
    """Somebody who rang about a class for the first time."""

    place: Place
    name: Name
    number: str


def newcomers(place: Place, number: int, seniors: Seniors) -> Iterator[Newcomer]:
    for n in range(number):
        name = seniors.name()
        yield Newcomer(place, name, seniors.mobile() if n % 2 else seniors.landline(place.key))
