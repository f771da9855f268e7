"""A unit as a handout: the first in a process, which loads what draws, and each after it; a booklet of all.

.venv/bin/python -m tests.bench.handout
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from config import ROOT, Settings
from tests import make
from tutor import paper
from tutor.actor import WORKER, Role
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.curriculum.actions import publish
from tutor.curriculum.content import PHONES
from tutor.curriculum.reader import picture_files, read_curriculum
from tutor.curriculum.source.files import in_folder
from tutor.database import begin_reading, db
from tutor.web.papers.kinds import Asked, draw, draw_bound
from tutor.web.papers.making import STYLES
from tutor.web.papers.wanted import Wanted


def timed(what: Callable[[], object]) -> tuple[float, float]:
    began, computed = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - began, time.process_time() - computed


def run(folder: Path) -> None:
    url = f"sqlite:///{folder / 'bench.db'}"
    app = create_app(Settings(secret_key="bench", database_url=url, instance=folder, curricula=ROOT))
    beside, to = Path(app.static_folder or ""), folder / "made.pdf"
    with app.app_context():
        upgrade()
        begin_reading(False)
        source = ROOT / "curricula" / "sumaho"
        content = read_curriculum(source)
        publish(content, by=WORKER, now=make.NOW, pictures=picture_files(in_folder(source), content))
        city = make.municipality()
        by = make.actor(Role.COORDINATOR, place=city)
        db.session.commit()
        about = {"by": by, "now": make.NOW, "static": ""}

        def handout(unit: str, phone: str) -> None:
            what = Asked(city, make.MONDAY, wanted=Wanted(unit=unit, phone=phone))
            paper.write_pdf(draw("handout", what, **about), to, beside=beside, styles=STYLES)

        def booklet() -> None:
            front, chapters = draw_bound("booklet", Asked(city, make.MONDAY), **about)
            paper.write_booklet(front, chapters, to, beside=beside, styles=STYLES, goes_on=lambda _: True)

        print(f"the first handout: {timed(lambda: handout(content.units[0].key, 'iphone'))[0]:.2f} s")
        times = [timed(lambda u=u, p=p: handout(u.key, p)) for u in content.units for p in PHONES.values()]
        for name, some in zip(("on the wall", "computing"), zip(*times, strict=True), strict=True):
            median, most = statistics.median(some), max(some)
            print(f"each of {len(some)} after it, {name}: median {median:.2f} s, most {most:.2f} s")
        wall, computing = timed(booklet)
        print(f"a booklet of {len(content.units)} units: {wall:.2f} s, computing {computing:.2f} s")


def main() -> None:
    if not paper.is_on():
        print(f"No PDF here; {paper.INSTALL}")
        return
    with tempfile.TemporaryDirectory() as name:
        run(Path(name))


if __name__ == "__main__":
    main()
