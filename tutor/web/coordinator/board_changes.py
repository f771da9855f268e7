"""What has changed on the board since a screen was drawn: nothing, a few rows, or all of it."""

from datetime import date
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from tutor.actor import Role
from tutor.matching import board_reads, steps, visit_queries
from tutor.matching.board import Board, board_of
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.web.coordinator import board_filter
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.lessons import week_asked
from tutor.web.dates import short_date
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


def is_part() -> bool:
    return request.headers.get("HX-Request") == "true"


@pages.get("/week/pulse")
@allowed(Role.COORDINATOR)
def week_pulse() -> Response:
    """Asked every few seconds by a page that is open: one read when nothing has changed."""
    city = office.municipality(request.args.get("city", ""), actor=actor(), roles=(Role.COORDINATOR,))
    monday, mark = week_asked(), request.args.get("mark", "")
    if board_reads.head(city.id, monday).mark == mark:
        return Response(status=204)
    return Response(changes(city, monday, mark))


def changes(city: Municipality, monday: date, mark: str) -> str:
    """Rows of the tutors whom the steps since then concern; the whole table when more has changed."""
    since, _, rest = mark.partition("-")
    known = since.isascii() and since.isdigit() and len(since) < 10
    head = board_reads.head(city.id, monday)
    few = known and head.mark.partition("-")[2] == rest
    only = visit_queries.tutors_since(city.id, monday, int(since)) if few else None
    board = board_of(city, monday, only=only)
    return render_template("coordinator/board/changes.html", few=few, **shown(city, board))


def shown(city: Municipality, board: Board) -> dict[str, Any]:
    """Everything the parts of the page ask for."""
    chosen, by = board_filter.asked(), actor()
    undoable = visit_queries.undoable(city.id, board.monday, by_id=by.person_id)
    return {
        "city": city,
        "board": board,
        "chosen": chosen,
        "kept": board_filter.kept(city, board.monday, chosen),
        "undoable": undoable,
        "undo_said": steps.DONE[undoable.verb] if undoable else "",
        "is_post": request.method == "POST",
        **_options(board),
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
