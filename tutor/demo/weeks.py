"""About 120 requests for the two weeks around the demo's start."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tutor.demo.asking import ask, caller
from tutor.demo.dates import ASKED_FROM, MONDAY, NEXT_MONDAY, START, moment
from tutor.demo.seniors import Seniors
from tutor.demo.staff import Staff
from tutor.demo.timeline import Timeline
from tutor.demo.town import DemoTown, Place
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay

# By place: how many wish for the first week, and how many for dates of the second.
ASKING = {"midorino": (36, 44), "shiokaze": (18, 22)}
AT_THE_COUNTER = 0.12
# Tuesdays and Thursdays are asked for more often than Mondays; few ask for a Saturday.
DAYS = {0: 12, 1: 24, 2: 20, 3: 24, 4: 16, 5: 4}


def to_ask(town: DemoTown, staff: Staff, seniors: Seniors, timeline: Timeline) -> None:
    for place in town.places.values():
        first, second = ASKING[place.key]
        weeks = [MONDAY] * first + [NEXT_MONDAY] * second
        seniors.rng.shuffle(weeks)
        for n, week in enumerate(weeks):
            _to_ask(place, n, week, staff, seniors, timeline)


def _to_ask(place: Place, n: int, week: date, staff: Staff, seniors: Seniors, timeline: Timeline) -> None:
    one = caller(place, list(_wishes(week, seniors)), key=f"asked-{place.key}-{n}", seniors=seniors)
    counter = place.key == "midorino" and seniors.rng.random() < AT_THE_COUNTER
    by = staff.colleagues["reception"].actor if counter else staff.coordinator(place.key)
    asked_at = _asked_at(week, seniors)

    def take(now: datetime) -> None:
        ask(one, by=by, now=now, counter=counter)

    timeline.add(asked_at, take)


def _wishes(week: date, seniors: Seniors) -> Iterator[HalfDay]:
    """One to three half-days; for the first week often weekdays, for the second always dates."""
    number = seniors.one_of({1: 35, 2: 45, 3: 20})
    days = sorted({seniors.one_of(DAYS) for _ in range(number)})
    by_weekday = week == MONDAY and seniors.rng.random() < 0.6
    for weekday in days:
        begins, ends = seniors.rng.choice((MORNING, AFTERNOON))
        if by_weekday:
            yield HalfDay(begins, ends, weekday=weekday)
        else:
            yield HalfDay(begins, ends, day=week + timedelta(days=weekday))


def _asked_at(week: date, seniors: Seniors) -> datetime:
    """In office hours of the last two weeks; a few for the second week have rung this morning."""
    if week == NEXT_MONDAY and seniors.rng.random() < 0.1:
        return START - timedelta(minutes=seniors.rng.randint(3, 30))
    days = seniors.rng.choice([0, 1, 2, 3, 4, 7, 9, 10, 11])
    hour, minute = seniors.rng.randint(9, 15), seniors.rng.randint(0, 59)
    return moment(ASKED_FROM + timedelta(days=days), hour, minute)
