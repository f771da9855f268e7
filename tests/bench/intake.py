"""How long a coordinator waits while somebody speaks: each answer of the request's form.

    .venv/bin/python -m tests.bench.intake [people]

"The first" is what the first request after the start computes.
"""

import random
import re
import sys
import tempfile
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from config import Settings
from tests import make, postgres
from tests.bench.search import fill
from tests.bench.timing import measure
from tests.web import enter
from tutor import clock
from tutor.access import rules
from tutor.actor import Role
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import begin_reading, db
from tutor.messaging.wording import load_wordings
from tutor.places.models import Town
from tutor.web import compile_pages

PEOPLE = 5_000
TYPED = {
    "telephone": "0191-21-8633",
    "family_reading_1": "おのでら",
    "given_reading_1": "つね",
    "family_1": "小野寺",
    "given_1": "ツネ",
    "phone_kind": "rakuraku",
    "goal": "孫に写真を送りたい",
    "why_home": "大勢の前は恥ずかしい",
    "wish": ["1-am", "3-am", "1-pm"],
    "minutes": "60",
}


def city_of(client: FlaskClient, people: int) -> str:
    """Signed in; answers an address of the city, to be asked about."""
    load_wordings(make.NOW)
    city = fill(people, random.Random(3))[0]
    count_on_from(people)
    make.programme(city)
    town = db.session.query(Town).filter_by(municipality_id=city.id).order_by(Town.id.desc()).first()
    enter.as_staff(client, Role.COORDINATOR, city)
    return f"{town.name}字中沢12-3"


def count_on_from(people: int) -> None:
    """`fill` has numbered its rows itself, and PostgreSQL does not know of it."""
    if db.engine.dialect.name == "postgresql":
        for table in ("person", "household", "contact_point"):
            db.session.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {people})"))
        db.session.commit()
        db.session.execute(sa.text("ANALYZE"))


def run(app: Flask, people: int) -> None:
    client, keys = app.test_client(), count(1)
    with app.app_context():
        begin_reading(False)
        address = city_of(client, people)
        db.session.remove()
    typed = TYPED | {"address": address}

    def take() -> None:
        answer = client.post(
            "/office/requests/new", data=typed | {"form_key": f"key-{next(keys)}", "same_1": "new"}
        )
        assert answer.status_code == 303, re.findall(r'class="error">([^<]+)', answer.get_data(as_text=True))

    measure(app, "the empty form", lambda: client.get("/office/requests/new"))
    measure(app, "who may be ringing, by number", lambda: known(client, telephone="0900000"))
    measure(app, "who may be ringing, by reading", lambda: known(client, family_reading_1="おのでら"))
    measure(app, "what the address is", lambda: client.post("/office/address", data={"address": address}))
    measure(app, "asked whether she is known", lambda: client.post("/office/requests/new", data=typed))
    measure(app, "the request taken", take)
    path = newest(client)
    measure(app, "the request's page", lambda: client.get(path))
    measure(app, "the search box", lambda: found(client))


def known(client: FlaskClient, **typed: str) -> None:
    answer = client.post("/office/requests/known", data=typed)
    assert "same_1" in answer.get_data(as_text=True)


def found(client: FlaskClient) -> None:
    assert "小野寺" in client.post(
        "/office/people", data={"text": "おの"}, headers={"HX-Request": "true"}
    ).get_data(as_text=True)


def newest(client: FlaskClient) -> str:
    page = client.get("/office/requests").get_data(as_text=True)
    return re.search(r'href="(/office/requests/[0-9A-Z]{8})"', page)[1]


def on(name: str, url: str, folder: Path, people: int) -> None:
    print(f"{name}, {people} people")
    app = create_app(
        Settings(secret_key="bench", database_url=url, instance=folder), {"WTF_CSRF_ENABLED": False}
    )
    compile_pages(app)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    run(app, people)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    rules.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    clock.use(lambda: make.NOW)
    with tempfile.TemporaryDirectory() as folder:
        on("SQLite", f"sqlite:///{folder}/bench.db", Path(folder), people)
    try:
        with postgres.running(5563) as url, tempfile.TemporaryDirectory() as folder:
            on("PostgreSQL", f"{url}/postgres", Path(folder), people)
    except postgres.NoServer as why:
        print(f"PostgreSQL: not measured, {why}")


if __name__ == "__main__":
    main()
