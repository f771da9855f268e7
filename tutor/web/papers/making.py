"""The job behind "make a PDF": the page is drawn, the rows are let go, then the file is written."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from flask import current_app

from tutor import clock, paper
from tutor.access.actions import issue_card
from tutor.access.rules import new_card_code
from tutor.actor import Actor, ActorKind, Grant, Role
from tutor.database import begin_reading, db
from tutor.errors import Refused
from tutor.jobs import files
from tutor.jobs.actions import STOPPED
from tutor.jobs.work import Report, Stop
from tutor.people import queries as people
from tutor.sentences import Counted, Said
from tutor.web.papers.asking import asked
from tutor.web.papers.kinds import Asked, draw, draw_bound, kind_of
from tutor.web.papers.letter import card_of, check_seen

KIND = "paper"
FOLDER = "papers"
STYLES = ("paper.css", "teaching.css")


def path_of(name: str) -> Path:
    """Of a finished file; `name` is ours, never typed."""
    return files.folder(current_app.extensions["settings"].instance, FOLDER) / f"{name}.pdf"


def make_pdf(arguments: dict[str, Any], report: Report, stop: Stop) -> Said:
    """Arguments: as views.make gives them, and by whom."""
    if not paper.is_on():
        raise Refused("PDFは、まだ使えません。ブラウザーの印刷をお使いください。")
    report(0, 1, Said("紙の形にしています。"))
    now = clock.now()
    by = Actor(
        ActorKind.PERSON,
        arguments["asked_by_id"],
        frozenset({Grant(Role.COORDINATOR, arguments["municipality"])}),
    )
    secret = new_card_code() if arguments["card"] else ""
    front, chapters = _drawn(arguments, secret, by=by, now=now)
    to, beside = path_of(arguments["file"]), Path(current_app.static_folder or "")
    if not chapters:
        paper.write_pdf(front, to, beside=beside, styles=STYLES)
    elif not paper.write_booklet(
        front,
        chapters,
        to,
        beside=beside,
        styles=STYLES,
        goes_on=partial(_goes_on, report, stop, len(chapters)),
    ):
        return STOPPED
    files.date(to, now)
    if secret:
        _issue(arguments, secret, by=by, now=now)
    return Said("PDFができました。")


def _goes_on(report: Report, stop: Stop, of: int, done: int) -> bool:
    report(done, of, Counted("単元を紙の形にしています。全部で%(num)dあります。", of))
    return not stop()


def _drawn(
    arguments: dict[str, Any], secret: str, *, by: Actor, now: datetime
) -> tuple[str, Mapping[str, str]]:
    """In a transaction that only reads, and is over before the file is written."""
    begin_reading(True)
    try:
        what = asked(arguments["paper"], arguments, base=arguments["base"], by=by, now=now)
        if secret and what.learner:
            check_seen(what.learner.person, arguments["seen"])
            what = Asked(what.city, what.day, what.learner, card_of(secret, base=arguments["base"]))
        if kind_of(arguments["paper"]).bound:
            return draw_bound(arguments["paper"], what, by=by, now=now, static="")
        return draw(arguments["paper"], what, by=by, now=now, static=""), {}
    finally:
        db.session.remove()
        begin_reading(False)


def _issue(arguments: dict[str, Any], secret: str, *, by: Actor, now: datetime) -> None:
    """Only now does the old card end: a file that could not be written must not lock anybody out."""
    learner = people.learner(arguments["person"], actor=by)
    check_seen(learner.person, arguments["seen"])
    issue_card(learner.person, by=by, now=now, code=secret)
    db.session.commit()
