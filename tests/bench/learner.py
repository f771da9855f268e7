"""A learner's pages beside 10,000 learners and a million marks, and beside a bare page of Flask.

.venv/bin/python -m tests.bench.learner [learners marks]
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from config import ROOT, Settings
from tests import make, postgres
from tests.bench.timing import statements
from tests.serving import serving
from tests.web import enter
from tutor import clock
from tutor.actor import WORKER
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.curriculum.actions import publish
from tutor.curriculum.queries import content_of, units_by_key
from tutor.curriculum.reader import picture_files, read_curriculum
from tutor.curriculum.source.files import in_folder
from tutor.database import begin_reading, db
from tutor.learning.actions import give_homework, settle
from tutor.learning.models import Enrolment, Mark
from tutor.learning.rules import MarkSource
from tutor.people.models import Learner, Person, PhoneKind
from tutor.study.actions import begin, turn
from tutor.web import compile_pages

LEARNERS, MARKS = 10_000, 1_000_000
AT_ONCE = 50_000
ROUNDS = 200
UNIT = "/me/units/sumaho/touch"
PAGES = ("/me", "/me/units", "/me/review", "/me/stairs", UNIT, f"{UNIT}?page=3")
MOST_STATEMENTS, MOST_MS, MOST_TIMES = 6, 20, 8


def fill(learners: int, marks: int) -> Learner:
    """Marks of two tutors on the skills of one curriculum over half a year; the one looked at has as many."""
    chance = random.Random(5)
    folder = ROOT / "curricula" / "sumaho"
    read = read_curriculum(folder)
    version = publish(read, by=WORKER, now=make.NOW, pictures=picture_files(in_folder(folder), read))
    city = make.municipality()
    tutors = [make.tutor().person_id for _ in range(2)]
    ids = range(1_000, 1_000 + learners)
    place = {
        "municipality_id": city.id,
        "phone_kind": PhoneKind.IPHONE,
        "carrier": "",
        "goal": "",
        "why_home": "",
    }
    enrolled = {"curriculum_id": version.curriculum_id, "version_id": version.id, "created_at": make.NOW}
    _insert(Person, [_person(n) for n in ids])
    _insert(Learner, [{"person_id": n, "created_at": make.NOW, **place} for n in ids])
    _insert(Enrolment, [{"learner_id": n, **enrolled} for n in ids])
    skills = [skill.key for skill in content_of(version).skills]
    for first in range(0, marks, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, marks))
        _insert(Mark, [_mark(n, 1_000 + n % learners, skills, tutors, chance) for n in numbers])
    return _with_homework(db.session.get_one(Learner, 1_000 + learners // 2), version)


def _insert(table, rows: list[dict[str, object]]) -> None:
    db.session.execute(sa.insert(table), rows)


def _person(n: int) -> dict[str, object]:
    names = {
        "family_name": "千葉",
        "given_name": f"花子{n}",
        "family_reading": "ちば",
        "given_reading": "はなこ",
    }
    return {
        "id": n, "created_at": make.NOW, "code": f"L{n:07}", "version": 1, "reading_folded": "ちばはなこ",
        "language": "ja", **names,
    }  # fmt: skip


def _mark(
    n: int, learner: int, skills: list[str], tutors: list[int], chance: random.Random
) -> dict[str, object]:
    return {
        "client_key": f"m{n}", "learner_id": learner, "skill_key": chance.choice(skills),
        "value": chance.randrange(5), "source": MarkSource.TUTOR, "by_id": chance.choice(tutors),
        "at": make.NOW - timedelta(minutes=chance.randrange(260_000)),
    }  # fmt: skip


def _with_homework(learner: Learner, version) -> Learner:
    units = units_by_key(version)
    give_homework(learner, unit=units["touch"], lesson=None, due_on=None, by=WORKER, now=make.NOW)
    turn(begin(learner, units["touch"], by=WORKER, now=make.NOW), page=3, now=make.NOW)
    make.lesson((make.tutor(), make.tutor()), (learner,), household=make.household())
    settle(learner, lesson=None, now=make.NOW)
    db.session.commit()
    return learner


def bare() -> Flask:
    """The least that Flask can answer with a template."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: render_template_string("<h1>{{ word }}</h1>", word="ok"))
    return app


def called(address: str, path: str, headers: dict[str, str]) -> Callable[[], object]:
    """Over HTTP, on one connection, as a browser asks."""
    line = HTTPConnection(urlsplit(address).netloc)

    def call() -> object:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status)
        return body

    return call


@dataclass
class Cost:
    """Milliseconds: on the wall, and what the server computed, which is the same on a busy machine."""

    wall: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)

    def of(self, call: Callable[[], object]) -> None:
        began, all_threads, own = time.perf_counter(), time.process_time(), time.thread_time()
        call()
        self.busy.append(1000 * (time.process_time() - all_threads - (time.thread_time() - own)))
        self.wall.append(1000 * (time.perf_counter() - began))


def run(url: str, name: str, folder: Path, learners: int, marks: int) -> None:
    app = create_app(
        Settings(secret_key="bench", database_url=url, instance=folder, curricula=ROOT / "curricula"),
        {"TESTING": True, "WTF_CSRF_ENABLED": False},
    )
    client = app.test_client()
    with app.app_context():
        upgrade()
        begin_reading(False)
        enter.with_card(client, fill(learners, marks))
        if db.engine.dialect.name == "postgresql":
            db.session.execute(sa.text("ANALYZE"))
            db.session.commit()
        db.session.remove()
    compile_pages(app)
    print(f"{name}: {learners:,} learners, {marks:,} marks; a page over HTTP")
    with serving(app) as ours, serving(bare()) as plain:
        for path in PAGES:
            report(app, client, path, ours=ours, plain=plain)


def report(app: Flask, client: FlaskClient, path: str, *, ours: str, plain: str) -> None:
    cookies = {"Cookie": f"tutor={client.get_cookie('tutor').value}"}
    asked = statements(app, lambda: client.get(path))
    bare_call, own_call = called(plain, "/", {}), called(ours, path, cookies)
    own_call()
    least, own = Cost(), Cost()
    for _ in range(ROUNDS):  # in turns, so that what else the machine does falls on both
        least.of(bare_call)
        own.of(own_call)
    busy, times = median(own.busy), median(own.busy) / median(least.busy)
    fine = asked <= MOST_STATEMENTS and busy <= MOST_MS and times <= MOST_TIMES
    print(
        f"  {path}: {asked} statements, computing {busy:.1f} ms (wall {median(own.wall):.0f} ms), "
        f"{times:.1f} times a bare page{'' if fine else '  <- over its bar'}"
    )


def main() -> None:
    learners, marks = (int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (LEARNERS, MARKS)
    clock.use(lambda: make.NOW)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(f"sqlite:///{folder / 'bench.db'}", "SQLite", folder, learners, marks)
        try:
            with postgres.running(port=5552) as url:
                with sa.create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT").connect() as server:
                    server.execute(sa.text("CREATE DATABASE bench"))
                run(f"{url}/bench", "PostgreSQL", folder, learners, marks)
        except postgres.NoServer as why:
            print(f"PostgreSQL was left out: {why}")


if __name__ == "__main__":
    main()
