"""Slides are handed in, and a job makes a draft of them: an edge of its own, which reads clock and file."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tutor import clock
from tutor.actor import Actor, ActorKind, Grant, Role
from tutor.authoring import actions, queries
from tutor.authoring.models import Draft
from tutor.curriculum import queries as curricula
from tutor.curriculum.slides.apart import read_apart
from tutor.curriculum.slides.as_unit import pictures_of, unit_of
from tutor.curriculum.slides.deck import Deck
from tutor.database import db, new_code
from tutor.errors import Refused, nothing_here
from tutor.jobs import actions as jobs
from tutor.jobs import files
from tutor.jobs import queries as job_queries
from tutor.jobs.models import Job
from tutor.jobs.work import Report
from tutor.sentences import Counted, Said

KIND = "read_slides"
REPORT_EVERY = 5


def folder(instance: Path) -> Path:
    return files.folder(instance, "slides")


def hand_in(
    store: Callable[[Path], None],
    *,
    curriculum_key: str,
    municipality_id: int | None,
    where: Path,
    by: Actor,
    now: datetime,
) -> Job:
    """`store` writes the file to a path. Of what is in it nothing stands in the job's row."""
    code = new_code()
    path = where / code
    path.touch(mode=0o600)
    store(path)
    files.date(path, now)
    return jobs.ask(
        KIND,
        dedupe=code,
        arguments={"code": code, "municipality": municipality_id, "curriculum": curriculum_key},
        municipality_id=municipality_id,
        by=by,
        now=now,
    )


def job_of(code: str, *, actor: Actor) -> Job:
    found = job_queries.latest(KIND, code)
    if found is None or not actor.reaches(found.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def draft_of(code: str, *, actor: Actor) -> Draft | None:
    """What became of the file, if it was read."""
    job = job_of(code, actor=actor)
    arguments = json.loads(job.arguments)
    drafts = queries.open_drafts(arguments["curriculum"], arguments["municipality"])
    return next((one for one in drafts if one.unit.endswith(f"-{key_of(code)}")), None)


def read_slides(where: Path, arguments: Mapping[str, Any], report: Report) -> Said:
    path = where / str(arguments["code"])
    if not path.exists():
        raise Refused("ファイルはもう残っていません。もう一度、ファイルをえらんでください。")
    with tempfile.TemporaryDirectory() as made:
        try:
            deck = read_apart(path, Path(made), _saying(report))
        except Refused:
            path.unlink()
            raise
        _begin(deck, Path(made), arguments)
    path.unlink()
    return Counted("%(num)d枚を読みました。", len(deck.pages))


def _saying(report: Report) -> Callable[[int, int], None]:
    def said(done: int, total: int) -> None:
        if done % REPORT_EVERY == 0 or done == total:
            report(done, total, Said("%(total)d枚のうち%(done)d枚を読みました。", total=total, done=done))

    return said


def _begin(deck: Deck, made: Path, arguments: Mapping[str, Any]) -> None:
    base = curricula.newest(arguments["curriculum"])
    if base is None:
        raise nothing_here()
    data = {one.name: (made / one.name).read_bytes() for page in deck.pages for one in page.pictures}
    known = pictures_of(deck, {name: hashlib.sha256(held).hexdigest() for name, held in data.items()})
    actions.begin_talk(
        base,
        unit_of(deck, key=key_of(arguments["code"]), number=queries.free_number(base)),
        {path: (picture, data[Path(path).name]) for path, picture in known.items()},
        municipality_id=arguments["municipality"],
        by=_by(arguments),
        now=clock.now(),
    )
    db.session.commit()


def key_of(code: str) -> str:
    """Of the unit; what it will be called, its author decides, and marks will point at it for ever."""
    return f"slides-{code.lower()}"


def _by(arguments: Mapping[str, Any]) -> Actor:
    """Whoever handed it in, and no farther than the desk it is for."""
    person_id, municipality_id = arguments.get("asked_by_id"), arguments["municipality"]
    kind = ActorKind.PERSON if person_id else ActorKind.WORKER
    return Actor(kind, person_id, frozenset({Grant(Role.COORDINATOR, municipality_id)}))
