"""How long it takes to find the half-days that can still be reached: 30 tutors, 4 weeks, 120 booked lessons.

.venv/bin/python -m tests.bench.reachable
"""

import random
import statistics
import tempfile
import time as clock
from datetime import date, time, timedelta
from pathlib import Path

from config import ROOT, Settings
from tests import make
from tests.matching.week import City
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import db
from tutor.local_time import at
from tutor.matching.reachable import Wanted, half_days
from tutor.office.models import Programme
from tutor.people.models import PhoneKind, TravelMode
from tutor.places.travel import Point

TUTORS, LESSONS, RUNS = 30, 120, 20
MODES = list(TravelMode)


def fill(rng: random.Random) -> int:
    """Homes strewn over some 15 km, five free half-days each, the lessons at hours that do not clash."""
    city = City()
    tutors = []
    for n in range(TUTORS):
        lat, lng = 38.9 + rng.uniform(-0.08, 0.08), 141.1 + rng.uniform(-0.08, 0.08)
        home = make.household(city.town, lat=lat, lng=lng)
        hours = [(day, time(8), time(13)) for day in rng.sample(range(6), 3)]
        hours += [(day, time(12), time(18)) for day in rng.sample(range(6), 2)]
        tags = ("android", "iphone", "experienced") if n % 3 else ("rakuraku", "android")
        tutors.append(city.tutor(*tags, hours=hours, household=home, mode=MODES[n % len(MODES)], max_week=8))
    for n in range(LESSONS):
        day, one = date(2026, 11, 24) + timedelta(days=n % 28), tutors[n % TUTORS]
        home = make.household(city.town, lat=38.9 + rng.uniform(-0.05, 0.05), lng=141.1)
        make.lesson((one,), household=home, starts_at=at(day, time(10 + n // 30)), programme=city.programme)
    db.session.commit()
    return city.programme.id


def once(programme_id: int) -> tuple[float, float, int]:
    """Milliseconds, those of the processor, half-days found; with an empty session, as a request has it."""
    db.session.remove()
    programme = db.session.get_one(Programme, programme_id)
    began, worked = clock.perf_counter(), clock.process_time()
    found = half_days(programme, Wanted(Point(38.91, 141.12), PhoneKind.ANDROID), now=make.NOW)
    ended = clock.perf_counter(), clock.process_time()
    return (ended[0] - began) * 1000, (ended[1] - worked) * 1000, len(found)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        app = create_app(
            Settings(secret_key="bench", database_url=url, instance=Path(folder), curricula=ROOT)
        )
        with app.app_context():
            upgrade()
            programme_id = fill(random.Random(1))
            runs = [once(programme_id) for _ in range(RUNS)]
            db.session.remove()
            db.engine.dispose()
    times = sorted(run[0] for run in runs)
    processor = statistics.median(run[1] for run in runs)
    print(f"{TUTORS} tutors, {LESSONS} lessons, 4 weeks: {runs[0][2]} half-days")
    print(
        f"median {statistics.median(times):.0f} ms (processor {processor:.0f} ms), slowest {times[-1]:.0f} ms"
    )


if __name__ == "__main__":
    main()
