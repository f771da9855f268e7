"""Eight coordinators at one board for a while, as browsers against waitress; then the log is audited.

.venv/bin/python -m tests.load.eight_coordinators [--seconds 120]   both databases
"""

import argparse
import json
import multiprocessing
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import time as wall
from pathlib import Path
from typing import Any

import requests
from argon2 import PasswordHasher
from flask import Flask
from waitress import create_server

from config import Settings
from tests import make, postgres
from tests.load import audit
from tests.matching.planned import draft_of
from tests.matching.week import City, wish
from tests.web.enter import PASSWORD
from tutor import clock
from tutor.access import actions as access
from tutor.access import rules
from tutor.actor import Role
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import begin_reading, db
from tutor.messaging.wording import load_wordings

SCREENS, TUTORS, REQUESTS = 8, 12, 30
HOURS = [(day, wall(8), wall(18)) for day in range(7)]
WEEK = "/office/week?week=2026-11-23"
VERBS = {"move": 10, "pin": 4, "leave-out": 2, "hold": 2, "release": 2, "undo": 4}
PUBLISH_AT = 0.8
"""Of the time: then the board is published by whoever is first, and booked lessons are moved."""


KIND = re.compile(r"[\d/:()]+|\S+さん(は、|が)")
"""Left out of a refusal, so that the same ones are counted together."""


@dataclass
class Town:
    numbers: list[str]
    tutors: list[str]


def fill() -> Town:
    """Everybody lives close together and has time all week, so that most moves are possible."""
    load_wordings(make.NOW)
    city = City()
    tags = ("android", "iphone", "experienced")
    tutors = [city.tutor(*tags, hours=HOURS, max_week=40, max_day=9) for _ in range(TUTORS)]
    for _ in range(REQUESTS):
        city.request(*(wish(day, wall(9), wall(17)) for day in range(1, 6)))
    draft_of(city)
    people = [make.granted(Role.COORDINATOR, city.row) for _ in range(SCREENS)]
    for one in people:
        access.set_password(one, PASSWORD, by=make.actor(), now=make.NOW)
    found = Town([one.code for one in people], [one.person.code for one in tutors])
    db.session.commit()
    db.session.remove()
    return found


@dataclass
class Screen:
    """One coordinator: looks, decides, presses what she saw, and notes each answer."""

    base: str
    number: str
    tutors: list[str]
    ends: float
    seconds: float
    chance: random.Random
    answers: list[tuple[str, str, int, int]] = field(default_factory=list)
    """(verb, what, version on the screen, status)"""
    refusals: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        self.session = requests.Session()
        page = self.session.get(f"{self.base}/enter", timeout=30).text
        token = {"csrf_token": self.token(page)}
        self.session.post(
            f"{self.base}/enter", data=token | {"number": self.number, "password": PASSWORD}, timeout=30
        )
        while time.monotonic() < self.ends:
            page = self.look(WEEK)
            for _ in range(6):
                self.act(page)

    def look(self, path: str) -> str:
        answer = self.session.get(f"{self.base}{path}", timeout=30)
        self.answers.append(("look", path.partition("?")[0], 0, answer.status_code))
        return answer.text

    def press(self, verb: str, what: str, page: str, path: str, **fields: object) -> None:
        version = re.search(r'name="version" value="(\d+)"', page)
        data = {"csrf_token": self.token(page), "version": version[1] if version else "0", **fields}
        answer = self.session.post(f"{self.base}{path}", data=data, timeout=60, allow_redirects=False)
        self.answers.append((verb, what, int(data["version"]), answer.status_code))
        if answer.status_code == 409:
            sentence = re.search(r'<p class="lead">([^<]*)', answer.text)
            self.refusals[f"{verb}: {KIND.sub('', sentence[1] if sentence else '')[:24]}"] += 1

    def act(self, page: str) -> None:
        left = (self.ends - time.monotonic()) / self.seconds
        publish = re.search(r'action="(/office/week/plans/\w+/publish)"', page)
        if left < 1 - PUBLISH_AT and publish and self.chance.random() < 0.1:
            self.press("publish", publish[1], page, publish[1])
        visits = re.findall(r'href="(/office/week/plans/\w+/visits/\w+)\?', page)
        lessons = re.findall(r'href="(/office/week/lessons/\w+)\?', page)
        if visits and (not lessons or self.chance.random() < 0.7):
            self.change_visit(self.chance.choice(visits))
        elif lessons:
            self.change_lesson(self.chance.choice(lessons))

    def change_visit(self, path: str) -> None:
        verb = self.chance.choices(list(VERBS), weights=list(VERBS.values()))[0]
        fields = {"pinned": self.chance.choice("01"), "because": "電話で決めた", **self.place()}
        self.press(verb, path.rpartition("/")[2], self.look(path), f"{path}/{verb}", **fields)

    def change_lesson(self, path: str) -> None:
        verb = self.chance.choice(["change", "change", "undo"])
        fields = {"because": "電話で決めた", **self.place()}
        self.press(verb, path.rpartition("/")[2], self.look(path), f"{path}/{verb}", **fields)

    def place(self) -> dict[str, object]:
        hour, quarter = self.chance.randint(9, 16), self.chance.choice(["00", "15", "30", "45"])
        tutors = self.chance.sample(self.tutors, 2)
        return {"on": str(self.chance.randint(1, 5)), "at": f"{hour:02}:{quarter}", "tutor": tutors}

    @staticmethod
    def token(page: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        return found[1] if found else ""


def storm(base: str, town: Town, seconds: float) -> list[Screen]:
    began = time.monotonic()
    screens = [
        Screen(base, number, town.tutors, began + seconds, seconds, random.Random(n))
        for n, number in enumerate(town.numbers)
    ]
    threads = [threading.Thread(target=screen.run) for screen in screens]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return screens


def serve(app: Flask, port_to) -> None:
    with app.app_context():
        db.engine.dispose(close=False)
    server = create_server(app, host="127.0.0.1", port=0, threads=8, connection_limit=1000)
    port_to.send(server.effective_port)
    server.run()


def played(url: str, folder: Path, seconds: float) -> dict[str, Any]:
    """Fills, plays, audits. The database must have its tables."""
    rules.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    clock.use(lambda: make.NOW)
    app = create_app(Settings(secret_key="storm", database_url=url, instance=folder))
    with app.app_context():
        begin_reading(False)
        town = fill()
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe()
    server = fork.Process(target=serve, args=(app, there), daemon=True)
    server.start()
    try:
        screens = storm(f"http://127.0.0.1:{here.recv()}", town, seconds)
    finally:
        server.terminate()
        server.join()
    answers = [one for screen in screens for one in screen.answers]
    with app.app_context():
        db.engine.dispose(close=False)
        begin_reading(False)
        faults = audit.faults(answers)
    return {
        "looked": sum(verb == "look" for verb, *_ in answers),
        "pressed": sum(verb != "look" for verb, *_ in answers),
        "taken": sum(verb != "look" and status == 303 for verb, _, _, status in answers),
        "by_verb": dict(Counter(verb for verb, _, _, status in answers if status == 303)),
        "statuses": dict(Counter(status for *_, status in answers)),
        "refusals": dict(sum((screen.refusals for screen in screens), Counter()).most_common(8)),
        "faults": faults,
    }


def on_both(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        play("SQLite", f"sqlite:///{folder}/load.db", Path(folder), seconds)
    try:
        with postgres.running(5561) as url, tempfile.TemporaryDirectory() as folder:
            play("PostgreSQL", f"{url}/postgres", Path(folder), seconds)
    except postgres.NoServer as why:
        print(f"PostgreSQL: not measured, {why}")


def play(name: str, url: str, folder: Path, seconds: float) -> None:
    app = create_app(Settings(secret_key="storm", database_url=url, instance=folder))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    print(name, json.dumps(played(url, folder, seconds), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--seconds", type=float, default=120)
    given.add_argument("--url")
    given.add_argument("--folder", type=Path)
    asked = given.parse_args()
    if asked.url:
        json.dump(played(asked.url, asked.folder, asked.seconds), sys.stdout)
    else:
        on_both(asked.seconds)
