"""What has changed on the board since a screen was drawn: nothing, a few rows, or all of it."""

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor.actor import Role
from tutor.matching import board_reads, step_queries, steps
from tutor.matching.board import Board, board_of
from tutor.matching.board_rows import Head
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.web.coordinator import board_filter
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.lessons import week_asked
from tutor.web.dates import short_date
from tutor.web.guards import allowed
from tutor.web.saying import comma, say
from tutor.web.sign_in import actor


def is_part() -> bool:
    return request.headers.get("HX-Request") == "true"


@pages.get("/week/pulse")
@allowed(Role.COORDINATOR)
def week_pulse() -> Response:
    """Asked every few seconds by a page that is open: one read when nothing has changed."""
    city = office.municipality(request.args.get("city", ""), actor=actor(), roles=(Role.COORDINATOR,))
    monday, mark = week_asked(), request.args.get("mark", "")
    head = board_reads.head(city.id, monday)
    return Response(status=204) if head.mark == mark else Response(changes(city, monday, mark, head))


def changes(city: Municipality, monday: date, mark: str, head: Head | None = None) -> str:
    """Rows of the tutors whom the steps since then concern; the whole table when more has changed."""
    head = head or board_reads.head(city.id, monday)
    step_id, _, rest = mark.partition("-")
    known = step_id.isascii() and step_id.isdigit() and len(step_id) < 10
    few = known and head.mark.partition("-")[2] == rest
    since = step_queries.since(city.id, monday, int(step_id)) if few else None
    rows_only = since is not None and not since.lists
    only = since.tutor_ids if since and rows_only else None
    board = board_of(city, monday, head=head, only=only)
    rows = [row for row in board.rows if since is None or row.tutor.id in since.tutor_ids]
    return render_template(
        "coordinator/board/changes.html", few=few, rows_only=rows_only, rows=rows, **shown(city, board)
    )


def shown(city: Municipality, board: Board) -> dict[str, Any]:
    """Everything the parts of the page ask for."""
    chosen, by = board_filter.asked(), actor()
    kept = board_filter.kept(city, board.monday, chosen)
    changed = board.head.step_id > 0
    undoable = step_queries.undoable(city.id, board.monday, by_id=by.person_id) if changed else None
    return {
        "city": city,
        "board": board,
        "chosen": chosen,
        "kept": kept,
        "undoable": undoable,
        "undo_said": say(steps.DONE[undoable.verb]) if undoable else "",
        "is_post": request.method == "POST",
        "words": _words(),
        **_addresses(board, kept),
        **_options(board),
    }


def _words() -> dict[str, str]:
    """Looked up once a page: they stand in every block."""
    return {
        "comma": comma(),
        "wish": gettext("%(day)s%(half)s"),
        "am": gettext("午前"),
        "pm": gettext("午後"),
        "load": gettext("%(n)s／%(most)s件"),
        "elsewhere": gettext("ほかの市町"),
        "booked": gettext("決定"),
        "pinned": gettext("固定"),
        "waived": gettext("合意"),
        "stale": gettext("申込が変わった"),
        "out_of_hours": gettext("時間外"),
        "lacks": gettext("あと%(n)s人"),
        "more": gettext("ほか%(n)s人"),
        "with": gettext("と%(name)s"),
    }


def _addresses(board: Board, kept: dict[str, Any]) -> dict[str, str]:
    """Built once a page: a block puts its code in the place of CODE."""
    plan = board.head.plan_code or "CODE"
    return {
        "visit_url": url_for("coordinator.week_visit", code=plan, visit="CODE", **kept),
        "class_url": url_for("coordinator.week_class", code=plan, lesson="CODE", **kept),
        "lesson_url": url_for("coordinator.week_lesson", code="CODE", **kept),
        "request_url": url_for("coordinator.requests_one", code="CODE"),
    }


def _options(board: Board) -> dict[str, Any]:
    """What the filter offers: what is there this week."""
    blocks = [one for row in board.rows for cell in row.cells for one in cell.blocks]
    towns = {one.town for one in blocks} | {one.town for one in (*board.waiting, *board.held)}
    return {
        "towns": [(name, name) for name in sorted(towns) if name],
        "programmes": sorted(board.programmes.items()),
        "tutor_options": [(one.code, one.name) for one in board.names.values()],
        "days": [(n, short_date(board.date(n))) for n in range(7)],
    }
