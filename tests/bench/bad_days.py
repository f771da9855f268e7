"""How long a coordinator waits on a snowy morning, and for the repairs of one lesson: prints a table.

    .venv/bin/python -m tests.bench.bad_days

A city with twelve tutors and as many visits on one day as one press may change, in a SQLite file of its
own. Seconds are the processor's, so that a busy machine says the same.
"""

import sys
import tempfile
import time as clock_time
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from config import Settings
from tests import make
from tests.matching.week import City, wish
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import db
from tutor.disruptions.actions import cannot_come
from tutor.disruptions.exchanges import exchanges
from tutor.disruptions.proposals import repairs
from tutor.disruptions.queries import Area, touched
from tutor.disruptions.rules import Absence
from tutor.disruptions.together import best_together, bookings, exclusions
from tutor.disruptions.weather import Act, Order, carry_out
from tutor.lessons.actions import Booking, book
from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import at
from tutor.messaging.preview import preview
from tutor.messaging.wording import load_wordings
from tutor.people.models import Tutor
from tutor.visit_requests.actions import link_lesson

TUESDAY, MONDAY_NIGHT = date(2026, 11, 24), at(date(2026, 11, 23), time(21))
TUTORS, LESSONS = 12, 24
FREE = tuple((day, time(7), time(20)) for day in range(6))


def full_city() -> tuple[City, list[Tutor]]:
    city = City()
    tutors = [city.tutor("android", "experienced", hours=FREE, max_day=9, max_week=40) for _ in range(TUTORS)]
    for n in range(LESSONS):
        pair = tutors[n % 6 * 2 : n % 6 * 2 + 2]
        learner = make.learner(phone=f"090-1234-{n:04}", household=make.household(city.town))
        request = city.request(wish(3, time(9), time(18)), people=(learner,))
        starts_at = at(TUESDAY, time(8)) + timedelta(minutes=90 * (n // 6))
        link_lesson(request, booked(city, starts_at, pair, learner), by=city.coordinator, now=make.NOW)
    db.session.commit()
    return city, tutors


def booked(city: City, starts_at, pair, learner) -> Lesson:
    booking = Booking(
        programme=city.programme,
        kind=LessonKind.VISIT,
        title="訪問レッスン",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        tutors=pair,
        learners=[learner],
        household=learner.person.household,
    )
    return book(booking, by=city.coordinator, now=make.NOW)


def seconds(act: Callable[[], object]) -> float:
    began = clock_time.process_time()
    act()
    return clock_time.process_time() - began


def together(lessons: list[Lesson], now: datetime) -> None:
    """What the page for a whole absence asks."""
    found = {one: repairs(one, now=now, a_week=2) for one in lessons}
    booked = bookings((lesson, one.choice) for lesson, some in found.items() for one in some)
    best_together(found, booked)
    exclusions(found, booked)


def measured() -> list[tuple[str, float]]:
    city, tutors = full_city()
    by, now = city.coordinator, MONDAY_NIGHT
    planned, _ = touched(Area(city.row, TUESDAY), actor=by, now=now)
    shown = {one: one.version for one in planned}
    cancel = Order(Act.CANCEL, "雪")
    move = Order(Act.MOVE, to_day=TUESDAY + timedelta(days=7))
    found = [
        (
            "all called off, seen before",
            seconds(lambda: preview(lambda: carry_out(shown, cancel, by=by, now=now))),
        ),
        (
            "all moved by a week, seen before",
            seconds(lambda: preview(lambda: carry_out(shown, move, by=by, now=now))),
        ),
    ]
    taken_off = cannot_come(tutors[0], Absence(TUESDAY, TUESDAY), by=by, now=now)
    found.append(("the repairs of one lesson", seconds(lambda: repairs(taken_off[0], now=now))))
    found.append(
        (f"the best together for all {len(taken_off)} of a day", seconds(lambda: together(taken_off, now)))
    )
    found.append(
        ("who could be exchanged for them", seconds(lambda: exchanges(taken_off, actor=by, now=now)))
    )
    planned, _ = touched(Area(city.row, TUESDAY), actor=by, now=now)
    shown = {one: one.version for one in planned}
    found.append(
        ("all called off", seconds(lambda: (carry_out(shown, cancel, by=by, now=now), db.session.commit())))
    )
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        app = create_app(Settings(secret_key="bench", database_url=url, instance=Path(folder)))
        with app.app_context():
            upgrade()
            load_wordings(make.NOW)
            for what, took in measured():
                sys.stdout.write(f"{took:7.2f} s  {what}\n")


if __name__ == "__main__":
    main()
