"""1,000 units: read from their files, published, and built again from the database.

.venv/bin/python -m tests.bench.curricula [units]
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from config import ROOT, Settings
from tests import make
from tutor.actor import WORKER
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.curriculum import queries
from tutor.curriculum.actions import publish
from tutor.curriculum.reader import picture_files, read_curriculum
from tutor.curriculum.source.files import in_folder
from tutor.database import begin_reading, db

T = TypeVar("T")
SUMAHO = ROOT / "curricula" / "sumaho"
MODELS = sorted((SUMAHO / "units").glob("??-*.md"))


def copies(folder: Path, number: int) -> Path:
    """As many units as are wanted, in turn like each of the real ones, with what stands beside them."""
    shutil.copytree(SUMAHO, folder / "many")
    units = folder / "many" / "units"
    for file in units.iterdir():
        file.unlink()
    bases = [path for path in MODELS if "." not in path.stem]
    for n in range(1, number + 1):
        base = bases[n % len(bases)]
        key = base.stem.partition("-")[2]
        for path in MODELS:
            if path.name.startswith(f"{base.stem}."):
                text = path.read_text(encoding="utf-8").replace(f'key = "{key}"', f'key = "unit-{n}"')
                (units / f"{n:02}-unit-{n}.{path.name.split('.', 1)[1]}").write_text(text, encoding="utf-8")
    for main in (folder / "many").glob("curriculum*.toml"):
        without_courses = main.read_text(encoding="utf-8").split("\n[[courses]]")[0]
        main.write_text(without_courses.replace('"sumaho"', '"many"'), encoding="utf-8")
    return folder / "many"


def timed(what: str, call: Callable[[], T]) -> T:
    began, computed = time.perf_counter(), time.process_time()
    found = call()
    took, busy = time.perf_counter() - began, time.process_time() - computed
    print(f"  {what}: {took:.2f} s, computing {busy:.2f} s")
    return found


def run(folder: Path, number: int) -> None:
    many = copies(folder, number)
    app = create_app(
        Settings(secret_key="bench", database_url=f"sqlite:///{folder / 'bench.db'}", instance=folder)
    )
    with app.app_context():
        upgrade()
        begin_reading(False)
        print(f"{number} units, {len(list((many / 'units').iterdir()))} files")
        read = timed("read from files", lambda: read_curriculum(many))
        pictures = picture_files(in_folder(many), read)
        version = timed("published", lambda: publish(read, by=WORKER, now=make.NOW, pictures=pictures))
        timed("committed", db.session.commit)
        timed("built from the database", lambda: queries.content_of(version))
        timed("in English", lambda: queries.content_of(version, "en"))
        db.session.remove()
        db.engine.dispose()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        run(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 1000)


if __name__ == "__main__":
    main()
