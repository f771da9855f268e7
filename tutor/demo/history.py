"""Learners who have had lessons for months: asked, booked, held, marked, homework given and done."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from tutor.curriculum.content import Curriculum
from tutor.demo.asking import Caller, Company, ask, caller, reader
from tutor.demo.dates import HISTORY_UNTIL
from tutor.demo.lesson_day import LessonDay
from tutor.demo.meeting import HOUR, Calendar
from tutor.demo.seen import Marks, way
from tutor.demo.seniors import Seniors
from tutor.demo.staff import Staff, tutor_actor
from tutor.demo.timeline import Timeline, ring, send_due
from tutor.demo.town import Place
from tutor.learning.actions import enrol
from tutor.lessons.actions import Booking, book
from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import at, local_date
from tutor.people.models import Learner
from tutor.visit_requests.actions import ask_again, link_lesson
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay

CURRICULUM = "sumaho"
PAIRS = {
    "midorino": [
        ("sasaki", "abe"), ("chida", "takahashi"), ("oikawa", "sasaki"), ("takahashi", "kudo"),
        ("abe", "kudo"), ("oikawa", "abe"), ("oyama", "chida"),
    ],
    "shiokaze": [("isobe", "hamaya"), ("hatakeyama", "isobe"), ("oyama", "isobe"), ("hatakeyama", "hamaya")],
}  # fmt: skip
# By place: who learns together, stages reached, lessons held.
HOUSEHOLDS = {
    "midorino": [
        (Company.ALONE, 0, 2), (Company.ALONE, 0, 2), (Company.COUPLE, 0, 2), (Company.ALONE, 0, 2),
        (Company.ALONE, 0, 2), (Company.COUPLE, 1, 3), (Company.ALONE, 1, 3), (Company.COUPLE, 1, 3),
        (Company.ALONE, 1, 3), (Company.ALONE, 1, 3), (Company.ALONE, 1, 3), (Company.ALONE, 2, 6),
        (Company.ALONE, 2, 6), (Company.ALONE, 2, 6), (Company.ALONE, 3, 8),
    ],
    "shiokaze": [
        (Company.ALONE, 0, 2), (Company.COUPLE, 1, 3), (Company.ALONE, 1, 3), (Company.ALONE, 2, 6),
        (Company.ALONE, 3, 8),
    ],
}  # fmt: skip
# They learn alone, and ask again.
READERS = (("midorino", 4), ("midorino", 6))
BETWEEN_LESSONS = timedelta(days=14)


@dataclass
class Course:
    """One household's lessons so far, and what comes of them."""

    one: Caller
    pair: tuple[str, str]
    starts: list[datetime]
    stages: int
    number: int
    asks_again: bool
    learners: list[Learner] = field(default_factory=list)
    ways: list[list[Marks]] = field(default_factory=list)


@dataclass
class History:
    staff: Staff
    content: Curriculum
    seniors: Seniors
    timeline: Timeline
    courses: list[Course] = field(default_factory=list)

    def plan(self, places: Sequence[Place]) -> None:
        calendar = Calendar(self.staff.tutors)
        for place in places:
            for n, household in enumerate(HOUSEHOLDS[place.key]):
                self._plan_course(place, n, household, calendar)

    def _plan_course(
        self, place: Place, n: int, household: tuple[Company, int, int], calendar: Calendar
    ) -> None:
        company, stages, lessons = household
        pair = PAIRS[place.key][n % len(PAIRS[place.key])]
        last = HISTORY_UNTIL - timedelta(days=4 + self.seniors.rng.randint(0, 12))
        days = [last - BETWEEN_LESSONS * back for back in reversed(range(lessons))]
        starts = [calendar.meet(pair, day) for day in days]
        half = HalfDay(*(MORNING if n % 2 else AFTERNOON), weekday=n % 5)
        one = caller(place, [half], key=f"history-{place.key}-{n}", seniors=self.seniors, company=company)
        if (place.key, n) in READERS:
            one = reader(one, READERS.index((place.key, n)), self.seniors)
        if n == 0:  # the town's beginner is reached by texts, so that they can be looked at
            one = replace(one, own_mobiles=(self.seniors.mobile(),))
        course = Course(one, pair, starts, stages, n, asks_again=n % 2 == 0)
        self.courses.append(course)
        self.timeline.add(_weekday_before(starts[0], 9, 10), lambda now: self._begin(course, now))

    def _begin(self, course: Course, now: datetime) -> None:
        by = self.staff.coordinator(course.one.place.key)
        request = ask(course.one, by=by, now=now)
        course.learners = [row.person.learner for row in request.people if row.person.learner]
        for learner in course.learners:
            enrol(learner, curriculum_key=CURRICULUM, by=by, now=now)
            course.ways.append(
                way(self.content, stages=course.stages, lessons=len(course.starts), rng=self.seniors.rng)
            )
        self._to_book(course, request, 0)

    def _to_book(self, course: Course, request: VisitRequest, n: int) -> None:
        moment = _weekday_before(course.starts[n], 5, 11)
        self.timeline.add(moment, lambda now: self._book(course, request, n, now))

    def _book(self, course: Course, request: VisitRequest, n: int, now: datetime) -> None:
        by, start = self.staff.coordinator(course.one.place.key), course.starts[n]
        booking = Booking(
            programme=request.programme,
            kind=LessonKind.VISIT,
            title="訪問レッスン",
            starts_at=start,
            ends_at=start + HOUR,
            tutors=[self.staff.tutors[key] for key in course.pair],
            learners=course.learners,
            household=request.household,
        )
        lesson = book(booking, by=by, now=now)
        link_lesson(request, lesson, by=by, now=now)
        send_due(now)
        self.timeline.add(now + timedelta(hours=2), lambda moment: ring(moment, by=by))
        self._to_hold(course, lesson, n)

    def _to_hold(self, course: Course, lesson: Lesson, n: int) -> None:
        actors = [tutor_actor(self.staff.tutors[key]) for key in course.pair]
        marks = [ways[n] for ways in course.ways]
        # Of one couple the husband was ill for the second lesson.
        ill = course.learners[0] if course.stages == 0 and len(course.learners) > 1 and n == 1 else None
        day = LessonDay(lesson, course.learners, marks, (actors[0], actors[1]), self.seniors, ill)
        self.timeline.add(lesson.starts_at + timedelta(minutes=3), day.come)
        self.timeline.add(lesson.ends_at - timedelta(minutes=6), day.mark)
        self.timeline.add(lesson.ends_at + timedelta(minutes=4), lambda now: self._end(course, day, n, now))

    def _end(self, course: Course, day: LessonDay, n: int, now: datetime) -> None:
        is_last = n + 1 == len(course.starts)
        given = day.finish(now, next_on=None if is_last else local_date(course.starts[n + 1]))
        for days, homework in enumerate(given, start=3):
            read = homework.read_to_the_end if not is_last else homework.read_as_far_as_it_went
            self.timeline.add(now + timedelta(days=days, hours=1), read)
        if not is_last or course.asks_again:
            by = self.staff.coordinator(course.one.place.key)
            request = ask_again(day.lesson, by=by, now=now)
            if request is not None and not is_last:
                self._to_book(course, request, n + 1)


def _weekday_before(start: datetime, days: int, hour: int) -> datetime:
    """In office hours, and not on a Saturday or Sunday."""
    day = local_date(start) - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - 4))
    return at(day, time(hour))
