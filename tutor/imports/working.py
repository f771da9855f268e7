"""The two jobs behind an import: an edge of its own, which reads clock and file and commits once.

The file is read before any transaction begins: SQLite has one writer, and the office goes on meanwhile.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tutor import clock
from tutor.actor import Actor, ActorKind, Grant, Role
from tutor.database import begin_reading, db
from tutor.errors import Refused
from tutor.imports import people_list, requests_list, timetables, waiting
from tutor.imports.actions import Handed
from tutor.imports.checked import Checked, Kind, Parsed, Reader
from tutor.jobs.work import Report
from tutor.local_time import local_date
from tutor.office.models import Municipality
from tutor.sentences import Counted, Said, together

READERS: Mapping[Kind, Reader] = {
    Kind.PEOPLE: people_list.read,
    Kind.REQUESTS: requests_list.read,
    Kind.TIMETABLES: timetables.read,
}


def check_file(where: Path, arguments: Mapping[str, Any], report: Report) -> Said:
    handed = Handed.of(arguments)
    parsed = read(waiting.data(where, handed.code), handed, report)
    checked = compare(parsed, handed, by=coordinator(handed, arguments.get("asked_by_id")))
    waiting.keep_preview(where, handed.code, checked, now=clock.now())
    if checked.faults:
        return Counted("直すところが%(num)dか所あります。", len(checked.faults))
    return Counted("%(num)d行を読みました。", checked.total)


def store_file(where: Path, arguments: Mapping[str, Any], report: Report) -> Said:
    handed = Handed.of(arguments)
    parsed = read(waiting.data(where, handed.code), handed, report)
    report(1, 1, Said("まとめて取り込んでいます。"))
    checked = store(parsed, handed, by=coordinator(handed, arguments.get("asked_by_id")))
    waiting.forget(where, handed.code)
    return done(checked)


def done(checked: Checked) -> Said:
    told: list[Said] = [Counted("%(num)d件を新しく取り込みました。", checked.new)]
    if checked.changed:
        told.append(Counted("%(num)d件を入れかえました。", checked.changed))
    if checked.unchanged:
        told.append(Counted("前からある%(num)d件はそのままです。", checked.unchanged))
    return together(*told)


def read(data: bytes, handed: Handed, report: Report) -> Parsed:
    def said(done: int, total: int) -> None:
        report(done, total, Said("%(total)d行のうち%(done)d行を読みました。", total=total, done=done))

    today = local_date(clock.now())
    return READERS[handed.kind](data, today=today, said=said, options=handed.options)


def compare(parsed: Parsed, handed: Handed, *, by: Actor) -> Checked:
    """In a transaction that only reads."""
    db.session.rollback()
    begin_reading(True)
    try:
        city = db.session.get_one(Municipality, handed.municipality_id)
        return parsed.against(city, by=by, now=clock.now())
    finally:
        db.session.rollback()
        begin_reading(False)


def store(parsed: Parsed, handed: Handed, *, by: Actor) -> Checked:
    """All or nothing. Two imports of one city wait for each other: both would enter the same people."""
    now = clock.now()
    found = select(Municipality).where(Municipality.id == handed.municipality_id)
    city = db.session.scalars(found.with_for_update()).one()
    checked = parsed.against(city, by=by, now=now)
    if checked.faults:
        db.session.rollback()
        raise Refused(
            "直すところが%(count)dか所あるので、何も取り込んでいません。", count=len(checked.faults)
        )
    checked.store(by, now)
    db.session.commit()
    return checked


def coordinator(handed: Handed, person_id: int | None) -> Actor:
    """Whoever handed the file in, and no farther than the city it is for."""
    kind = ActorKind.PERSON if person_id else ActorKind.WORKER
    return Actor(kind, person_id, frozenset({Grant(Role.COORDINATOR, handed.municipality_id)}))
