"""The search box in 100,000 people: p50 and p95 on SQLite and, where it starts, on PostgreSQL.

.venv/bin/python -m tests.bench.search [people]
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from config import ROOT, Settings
from tests import make, postgres
from tutor.actor import Actor, Role
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import begin_reading, db
from tutor.office.models import Municipality
from tutor.people.models import ContactPoint, Household, Learner, Person, PersonContact, PhoneKind
from tutor.people.names import fold
from tutor.people.search_keys import PersonKey, rebuild
from tutor.people.searching import search
from tutor.phone import NumberKind
from tutor.places.models import Precision, Town

SURNAMES = [
    ("佐藤", "さとう"), ("千葉", "ちば"), ("小野寺", "おのでら"), ("菅原", "すがわら"), ("佐々木", "ささき"),
    ("阿部", "あべ"), ("高橋", "たかはし"), ("熊谷", "くまがい"), ("及川", "おいかわ"), ("岩渕", "いわぶち"),
    ("伊東", "いとう"), ("石川", "いしかわ"), ("畠山", "はたけやま"), ("鈴木", "すずき"), ("三浦", "みうら"),
]  # fmt: skip
GIVEN = [
    ("ツネ", "つね"), ("正", "ただし"), ("花子", "はなこ"), ("清", "きよし"), ("キヨ", "きよ"),
    ("和子", "かずこ"), ("勇", "いさむ"), ("美代子", "みよこ"),
    ("昭三", "しょうぞう"), ("節子", "せつこ"), ("弘", "ひろし"),
]  # fmt: skip
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"
SHARES = (0.6, 0.395, 0.005)
"""Three municipalities; the smallest searches past everybody else's people."""
ROUNDS = 400


def syllables(rng: random.Random, n: int) -> str:
    return "".join(rng.choice(KANA) for _ in range(n))


def fill(number: int, rng: random.Random) -> list[Municipality]:
    cities = [make.municipality() for _ in SHARES]
    towns = [
        make.town(city, name=f"{chr(0x4E00 + 37 * n)}山{n}", reading=f"{syllables(rng, 3)}やま")
        for city in cities
        for n in range(50)
    ]
    db.session.flush()
    counts = [round(number * share) for share in SHARES]
    places = [n for n, count in enumerate(counts) for _ in range(count)]
    people, homes, points, links, learners = [], [], [], [], []
    for id_, place in enumerate(places, start=1):
        town = towns[50 * place + rng.randrange(50)]
        # Half have one of the valley's names; the other half make the index as wide as a prefecture.
        family = rng.choice(SURNAMES) if rng.random() < 0.5 else rare(rng)
        given = rng.choice(GIVEN)
        homes.append(household(id_, town, rng))
        people.append(person(id_, family, given))
        points.append(
            {"id": id_, "created_at": make.NOW, "e164": f"+8190{id_:08}", "kind": NumberKind.MOBILE}
        )
        links.append({"person_id": id_, "contact_point_id": id_, "as_typed": "", "label": "", "rank": 0})
        learners.append(
            {"person_id": id_, "created_at": make.NOW, "municipality_id": cities[place].id,
             "phone_kind": PhoneKind.ANDROID, "carrier": "", "goal": "", "why_home": ""}
        )  # fmt: skip
    for table, rows in (
        (Household, homes),
        (Person, people),
        (ContactPoint, points),
        (PersonContact, links),
        (Learner, learners),
    ):
        db.session.execute(sa.insert(table), rows)
    rebuild(range(1, len(places) + 1))
    db.session.commit()
    return cities


def rare(rng: random.Random) -> tuple[str, str]:
    written = "".join(chr(rng.randrange(0x4E00, 0x9000)) for _ in range(2))
    return written, syllables(rng, rng.randrange(3, 6))


def household(id_: int, town: Town, rng: random.Random) -> dict[str, object]:
    return {
        "id": id_, "created_at": make.NOW, "version": 1, "town_id": town.id, "lat": 38.9, "lng": 141.1,
        "address": f"字{rng.choice('上中下前後')}沢{rng.randrange(1, 400)}-{rng.randrange(1, 40)}",
        "precision": Precision.TOWN, "way_note": "",
    }  # fmt: skip


def person(id_: int, family: tuple[str, str], given: tuple[str, str]) -> dict[str, object]:
    return {
        "id": id_, "created_at": make.NOW, "version": 1, "code": f"{id_:08}", "family_name": family[0],
        "given_name": given[0], "family_reading": family[1], "given_reading": given[1], "language": "ja",
        "reading_folded": fold(family[1] + given[1]), "household_id": id_,
    }  # fmt: skip


def questions(rng: random.Random, number: int) -> dict[str, Callable[[], str]]:
    def someone() -> Person:
        return db.session.get_one(Person, rng.randrange(1, number + 1))

    return {
        "reading, two letters": lambda: someone().family_reading[:2],
        "reading, one letter": lambda: rng.choice(KANA),
        "reading and given name": lambda: f"{someone().family_reading} {rng.choice(GIVEN)[1]}",
        "half-width kana": lambda: rng.choice(("ｻﾄｳ", "ﾁﾊﾞ", "ｵﾉﾃﾞﾗ ﾂﾈ", "ﾀｶﾊｼ")),
        "kanji": lambda: someone().family_name,
        "kanji, its second letter": lambda: someone().family_name[1:],
        "four digits": lambda: f"{rng.randrange(number):08}"[-4:],
        "seven digits": lambda: f"{rng.randrange(number):08}"[-7:],
        "town and house": lambda: f"{someone().household.town.name}字中沢{rng.randrange(1, 400)}",
        "nobody": lambda: rng.choice(("ぬぬぬぬ", "龘", "99999999", "ちば 99999")),
    }


def measure(actor: Actor, number: int, rng: random.Random) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for name, question in questions(rng, number).items():
        for _ in range(ROUNDS // 10):
            typed = question()
            db.session.rollback()
            db.session.expunge_all()
            began = time.perf_counter()
            search(typed, actor=actor)
            found.setdefault(name, []).append(1000 * (time.perf_counter() - began))
    return found


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def run(url: str, name: str, number: int, folder: Path) -> None:
    app = create_app(Settings(secret_key="bench", database_url=url, instance=folder, curricula=ROOT))
    with app.app_context():
        upgrade()
        begin_reading(False)
        rng, began = random.Random(1), time.perf_counter()
        cities = fill(number, rng)
        if name == "PostgreSQL":
            db.session.execute(sa.text("ANALYZE"))
            db.session.commit()
        keys = db.session.scalar(sa.select(sa.func.count()).select_from(PersonKey))
        print(f"{name}: {number} people, {keys} keys, filled in {time.perf_counter() - began:.0f} s")
        actors = [make.actor(Role.COORDINATOR, place=city) for city in cities]
        for actor, share in zip(actors, SHARES, strict=True):
            times = measure(actor, number, rng)
            every = [one for some in times.values() for one in some]
            p95 = percentile(every, 0.95)
            print(f"  city of {share:.1%}: p50 {statistics.median(every):.1f} ms, p95 {p95:.1f} ms")
            for kind, some in times.items():
                p50, worst = statistics.median(some), percentile(some, 0.95)
                print(f"    {kind:26} p50 {p50:6.1f}  p95 {worst:6.1f}  max {max(some):6.1f}")
        db.session.remove()
        db.engine.dispose()


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(f"sqlite:///{folder / 'bench.db'}", "SQLite", number, folder)
        try:
            with postgres.running(port=5551) as url:
                with sa.create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT").connect() as server:
                    server.execute(sa.text("CREATE DATABASE bench"))
                run(f"{url}/bench", "PostgreSQL", number, folder)
        except postgres.NoServer as why:
            print(f"PostgreSQL was left out: {why}")


if __name__ == "__main__":
    main()
