"""The job behind "make a PDF": the page is drawn, the rows are let go, then the file is written."""

from datetime import datetime
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
from tutor.jobs.work import Report, Stop
from tutor.people import queries as people
from tutor.sentences import Said
from tutor.web.papers.asking import asked
from tutor.web.papers.kinds import Asked, draw
from tutor.web.papers.letter import card_of, check_seen

KIND = "paper"
FOLDER = "papers"


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
    html = _drawn(arguments, secret, by=by, now=now)
    to = path_of(arguments["file"])
    paper.write_pdf(html, to, beside=Path(current_app.static_folder or ""))
    files.date(to, now)
    if secret:
        _issue(arguments, secret, by=by, now=now)
    return Said("PDFができました。")


def _drawn(arguments: dict[str, Any], secret: str, *, by: Actor, now: datetime) -> str:
    """In a transaction that only reads, and is over before the file is written."""
    begin_reading(True)
    try:
        what = asked(arguments["paper"], arguments, base=arguments["base"], by=by, now=now)
        if secret and what.learner:
            check_seen(what.learner.person, arguments["seen"])
            what = Asked(what.city, what.day, what.learner, card_of(secret, base=arguments["base"]))
        return draw(arguments["paper"], what, by=by, now=now, static="")
    finally:
        db.session.remove()
        begin_reading(False)


def _issue(arguments: dict[str, Any], secret: str, *, by: Actor, now: datetime) -> None:
    """Only now does the old card end: a file that could not be written must not lock anybody out."""
    learner = people.learner(arguments["person"], actor=by)
    check_seen(learner.person, arguments["seen"])
    issue_card(learner.person, by=by, now=now, code=secret)
    db.session.commit()
