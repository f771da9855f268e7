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

READERS: Mapping[Kind, Reader] = {
    Kind.PEOPLE: people_list.read,
    Kind.REQUESTS: requests_list.read,
    Kind.TIMETABLES: timetables.read,
}


def check_file(where: Path, arguments: Mapping[str, Any], report: Report) -> str:
    handed = Handed.of(arguments)
    parsed = read(waiting.data(where, handed.code), handed, report)
    checked = compare(parsed, handed, by=coordinator(handed, arguments.get("asked_by_id")))
    waiting.keep_preview(where, handed.code, checked, now=clock.now())
    if checked.faults:
        return f"直すところが{len(checked.faults)}か所あります。"
    return f"{checked.total}行を読みました。"


def store_file(where: Path, arguments: Mapping[str, Any], report: Report) -> str:
    handed = Handed.of(arguments)
    parsed = read(waiting.data(where, handed.code), handed, report)
    report(1, 1, "まとめて取り込んでいます。")
    checked = store(parsed, handed, by=coordinator(handed, arguments.get("asked_by_id")))
    waiting.forget(where, handed.code)
    return done(checked)


def done(checked: Checked) -> str:
    changed = f"{checked.changed}件を入れかえました。" if checked.changed else ""
    unchanged = f"前からある{checked.unchanged}件はそのままです。" if checked.unchanged else ""
    return f"{checked.new}件を新しく取り込みました。{changed}{unchanged}"


def read(data: bytes, handed: Handed, report: Report) -> Parsed:
    def said(done: int, total: int) -> None:
        report(done, total, f"{total}行のうち{done}行を読みました。")

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
