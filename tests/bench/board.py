"""The board of 30 tutors and 200 requests: statements, and milliseconds in the server.

.venv/bin/python -m tests.bench.board [tutors requests]
"""

import random
import re
import sys
import tempfile
from datetime import time as wall
from itertools import count
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config import Settings
from tests import make, postgres
from tests.bench.timing import measure
from tests.matching.planned import draft_of
from tests.matching.week import City, wish
from tests.web import enter
from tutor import clock
from tutor.access import rules
from tutor.actor import Role
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import begin_reading, db
from tutor.messaging.wording import load_wordings
from tutor.web import compile_pages

TUTORS, REQUESTS = 30, 200
WEEK = "/office/week?week=2026-11-23"
TAGS = ("android", "iphone", "rakuraku", "experienced", "woman")


def fill(client: FlaskClient, tutors: int, requests: int) -> None:
    """Houses of their own; half-days at random; as many visits as the tutors can take."""
    chance = random.Random(7)
    load_wordings(make.NOW)
    city = City()
    for _ in range(tutors):
        days = chance.sample(range(1, 6), 3)
        hours = [(day, *chance.choice([(wall(8), wall(13)), (wall(12), wall(18))])) for day in days]
        household = make.household(
            city.town, lat=38.9 + chance.random() / 10, lng=141.1 + chance.random() / 10
        )
        city.tutor(*chance.sample(TAGS, 3), hours=hours, max_week=9, max_day=3, household=household)
    for _ in range(requests):
        learners = tuple(city.learner(**somewhere(chance)) for _ in range(chance.choice([1, 1, 2])))
        half = chance.choice([(wall(9), wall(12)), (wall(13), wall(17))])
        city.request(*(wish(day, *half) for day in chance.sample(range(1, 6), 2)), people=learners)
    plan = draft_of(city)
    placed = sum(visit.starts_at is not None for visit in plan.visits)
    print(f"  {tutors} tutors, {requests} requests, {placed} visits with a place")
    enter.as_staff(client, Role.COORDINATOR, city.row)


def somewhere(chance: random.Random) -> dict[str, float]:
    return {"lat": 38.9 + chance.random() / 10, "lng": 141.1 + chance.random() / 10}


def run(app: Flask, tutors: int, requests: int) -> None:
    client = app.test_client()
    with app.app_context():
        begin_reading(False)
        fill(client, tutors, requests)
        db.session.remove()
    # No context around a request: each has its own, as when served.
    page = client.get(WEEK).get_data(as_text=True)
    measure(app, "the board", lambda: client.get(WEEK))
    mark = mark_now(client)
    city = re.search(r"city=(\d+)", page)[1]
    pulse = f"/office/week/pulse?week=2026-11-23&city={city}&mark="
    measure(app, "nothing has changed", lambda: client.get(pulse + mark))
    path = re.search(r'href="(/office/week/plans/\w+/visits/\w+)\?', page)[1]
    measure(app, "a visit opened", lambda: client.get(path, headers={"HX-Request": "true"}))
    measure(app, "the three best places of all", lambda: client.get(f"{path}?best=1"), rounds=5)
    measure(app, "why these two go", lambda: client.get(f"{path}?why=1"), rounds=5)
    waiting = re.findall(r'href="(/office/week/plans/\w+/visits/\w+)[^"]*" data-block', page)
    measure(app, "a visit without a place, why, and what fits", lambda: client.get(waiting[0]), rounds=10)
    measure(app, "and what would help", lambda: client.get(f"{waiting[0]}?help=1"), rounds=10)
    one_change(app, client, path, pulse)


def one_change(app: Flask, client: FlaskClient, path: str, pulse: str) -> None:
    """Pinned and unpinned at one screen; the other screen asks what has changed."""
    panel = client.get(path, headers={"HX-Request": "true"}).get_data(as_text=True)
    versions = count(int(re.search(r'name="version" value="(\d+)"', panel)[1]))
    screen: dict[str, str] = {}

    def press(headers: dict[str, str]) -> TestResponse:
        version = next(versions)
        typed = screen | {"version": version, "pinned": str(version % 2)}
        return client.post(f"{path}/pin", data=typed, headers=headers)

    def without_script() -> None:
        assert press({}).status_code == 303

    def with_its_rows() -> None:
        page = press({"HX-Request": "true"}).get_data(as_text=True)
        screen["mark"] = re.search(r'name="mark" value="([^"]+)"', page)[1]
        assert '<tr id="row-' in page

    measure(app, "a change taken (pin)", without_script)
    since = mark_now(client)
    press({})
    measure(app, "the changed rows at the other screen", lambda: client.get(pulse + since))
    screen["mark"] = mark_now(client)
    measure(app, "a change taken, with its rows and the visit", with_its_rows)


def mark_now(client: FlaskClient) -> str:
    return re.search(r'name="mark" value="([^"]+)"', client.get(WEEK).get_data(as_text=True))[1]


def on(name: str, url: str, folder: Path, tutors: int, requests: int) -> None:
    print(name)
    app = create_app(
        Settings(secret_key="bench", database_url=url, instance=folder), {"WTF_CSRF_ENABLED": False}
    )
    compile_pages(app)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    run(app, tutors, requests)


def main() -> None:
    tutors, requests = (int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (TUTORS, REQUESTS)
    rules.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    clock.use(lambda: make.NOW)
    with tempfile.TemporaryDirectory() as folder:
        on("SQLite", f"sqlite:///{folder}/bench.db", Path(folder), tutors, requests)
    try:
        with postgres.running(5562) as url, tempfile.TemporaryDirectory() as folder:
            on("PostgreSQL", f"{url}/postgres", Path(folder), tutors, requests)
    except postgres.NoServer as why:
        print(f"PostgreSQL: not measured, {why}")


if __name__ == "__main__":
    main()
