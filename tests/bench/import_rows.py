"""1,200 people, or requests, from an Excel file into an empty city: read, looked at, taken in. One line.

    python -m tests.bench.import_rows [sqlite|postgres] [rows] [people|requests]

The bar is 10 seconds for 1,200 rows. Not collected by pytest.
"""

import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from config import ROOT, Settings
from tests import make
from tests.postgres import running
from tutor import clock
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import db
from tutor.imports import working
from tutor.imports.actions import Handed
from tutor.imports.checked import Kind
from tutor.people.lists import sheet
from tutor.table_files import excel
from tutor.visit_requests import sheet as requests

BAR = 10.0
FIELDS = ("name", "reading", "telephone", "address", "born", "phone_kind", "goal", "wishes")
HEADINGS = {Kind.PEOPLE: sheet.HEADINGS, Kind.REQUESTS: requests.HEADINGS}


def a_list(kind: Kind, rows: int, town: str) -> bytes:
    """Every fourth row is the other half of a couple: one number, one home."""
    kana = "あいうえおかきくけこさしすせそたちつてと"
    lines = []
    for n in range(rows):
        home = n - (n % 4 == 3)
        reading = "".join(kana[(n // 20**k) % 20] for k in range(4))
        lines.append(
            (
                f"見本{n} 花子",
                f"みほん {reading}",
                f"0191{home:06}",
                f"{town}{1 + home // 20}丁目{home % 20 + 1}番地",
                f"昭和{10 + n % 30}年3月3日",
                ("iPhone", "Android", "らくらく")[n % 3],
                "孫の写真を見たい",
                "月・水の午前、12/1午後",
            )
        )
    known = [n for n, name in enumerate(FIELDS) if name in HEADINGS[kind]]
    headings = [HEADINGS[kind][FIELDS[n]][0] for n in known]
    return excel.written([("受講者", headings, [[line[n] for n in known] for line in lines])])


def measure(url: str, rows: int, kind: Kind) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            secret_key="bench", database_url=url or f"sqlite:///{folder}/bench.db", instance=Path(folder)
        )
        app = create_app(replace(settings, curricula=ROOT / "curricula"))
        clock.use(lambda: make.NOW)
        with app.app_context():
            upgrade()
            city = make.municipality()
            make.programme(city)
            data = a_list(kind, rows, make.town(city).name)
            db.session.commit()
            return steps(data, Handed("", kind, city.id))


def steps(data: bytes, handed: Handed) -> dict[str, float]:
    by, taken = working.coordinator(handed, None), {}
    began, busy_before = time.monotonic(), time.process_time()
    parsed = working.read(data, handed, lambda *_: None)
    taken["read"] = time.monotonic() - began
    checked = working.compare(parsed, handed, by=by)
    assert not checked.faults, checked.faults[0]
    taken["compare"] = time.monotonic() - began - taken["read"]
    parsed = working.read(data, handed, lambda *_: None)
    since = time.monotonic()
    working.store(parsed, handed, by=by)
    taken["store"] = time.monotonic() - since
    taken["all"] = time.monotonic() - began
    taken["processor"] = time.process_time() - busy_before
    again = working.store(working.read(data, handed, lambda *_: None), handed, by=by)
    assert (again.new, again.unchanged) == (0, checked.new), "the same file twice must change nothing"
    return taken


def main() -> None:
    which = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1200
    kind = Kind(sys.argv[3]) if len(sys.argv) > 3 else Kind.PEOPLE
    with running(5563) if which == "postgres" else nullcontext("") as server:
        url = server.replace("postgresql://", "postgresql+psycopg://")
        taken = measure(url and f"{url}/postgres", rows, kind)
    figures = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in taken.items())
    print(f"{rows} {kind.value} on {which}: {figures}")
    sys.exit(0 if taken["all"] < BAR else 1)


if __name__ == "__main__":
    main()
