"""Levels by rule: of one learner, and of 10,000 with a million marks.

    python -m tests.bench.levels [sqlite|postgres] [learners] [marks each]

The bars are 5 ms for one and 30 s for all. The database is thrown away.
"""

import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import insert

from config import ROOT, Settings
from tests import make
from tests.postgres import running
from tutor.actor import WORKER
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Curriculum
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.reader import picture_files, read_curriculum
from tutor.curriculum.source.files import in_folder
from tutor.database import db
from tutor.learning import queries
from tutor.learning.levels import levels
from tutor.learning.models import Enrolment, Mark
from tutor.learning.rules import MarkSource
from tutor.people.models import Learner, Person, PhoneKind

AT_ONCE, ONE = 20_000, 5.0
ALL = 30.0
SUMAHO = ROOT / "curricula" / "sumaho"


def fill(learners: int, each: int, content: Curriculum) -> None:
    pictures = picture_files(in_folder(SUMAHO), content)
    version = publish(content, by=WORKER, now=make.NOW, pictures=pictures)
    city = make.municipality()
    tutors = [make.tutor().person.id for _ in range(30)]
    first = tutors[-1] + 1
    names = {"family_name": "見本", "family_reading": "みほん", "given_reading": "よみ", "language": "ja"}
    people = (
        {"id": first + n, "created_at": make.NOW, "version": 1, "code": f"L{n:07}", "given_name": f"{n}",
         "reading_folded": "ミホンヨミ", **names}
        for n in range(learners)
    )  # fmt: skip
    known = {"created_at": make.NOW, "municipality_id": city.id, "phone_kind": PhoneKind.ANDROID}
    for table, rows in (
        (Person, people),
        (Learner, ({"person_id": first + n, **known} for n in range(learners))),
        (Enrolment, (enrolment(first + n, version) for n in range(learners))),
        (Mark, marks(first, learners, each, tutors, content)),
    ):
        while part := list(islice(rows, AT_ONCE)):
            db.session.execute(insert(table), part)
    db.session.commit()


def enrolment(learner_id: int, version: CurriculumVersion) -> dict[str, object]:
    return {
        "created_at": make.NOW,
        "learner_id": learner_id,
        "curriculum_id": version.curriculum_id,
        "version_id": version.id,
    }


def marks(
    first: int, learners: int, each: int, tutors: list[int], content: Curriculum
) -> Iterator[dict[str, object]]:
    """Two tutors in turn over two years, better as time goes on; every tenth the learner's own."""
    rng, keys = random.Random(1), [skill.key for skill in content.skills]
    for n in range(learners * each):
        learner, turn = divmod(n, each)
        yield {
            "client_key": f"m{n}",
            "learner_id": first + learner,
            "skill_key": keys[turn % len(keys)],
            "value": min(4, rng.randint(1, 4) + 3 * turn // each),
            "source": MarkSource.QUIZ if turn % 10 == 9 else MarkSource.TUTOR,
            "by_id": tutors[(learner + turn) % len(tutors)],
            "at": make.NOW - timedelta(days=700 * (each - turn) / each),
        }


def one() -> tuple[float, float]:
    """Milliseconds for one learner of a hundred, from the database; and those of the processor."""
    took, busy = [], []
    for learner in db.session.query(Learner).limit(100).all():
        began, computed = time.perf_counter(), time.process_time()
        queries.level_of(learner, now=make.NOW)
        took.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (time.process_time() - computed))
    return statistics.median(took), statistics.median(busy)


def main() -> None:
    which = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    learners = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    each = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    with (
        running(5564) if which == "postgres" else nullcontext("") as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        url = server.replace("postgresql://", "postgresql+psycopg://") if server else ""
        url = f"{url}/postgres" if url else f"sqlite:///{folder}/bench.db"
        settings = Settings(secret_key="bench", database_url=url, instance=Path(folder))
        with create_app(settings).app_context():
            upgrade()
            fill(learners, each, read_curriculum(SUMAHO))
            db.session.remove()
            alone, alone_busy = one()
            db.session.remove()
            began, busy = time.perf_counter(), time.process_time()
            found = Counter(level for _, _, level in levels(now=make.NOW))
            took, busy = time.perf_counter() - began, time.process_time() - busy
    print(f"levels on {which}: one learner {alone:.1f} ms ({alone_busy:.1f} of the processor)")
    print(f"  {learners} learners with {learners * each} marks {took:.1f} s ({busy:.1f} of the processor)")
    print(f"  {sorted(found.items(), key=str)}")
    sys.exit(0 if alone < ONE and took < ALL else 1)


if __name__ == "__main__":
    main()
