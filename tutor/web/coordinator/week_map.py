"""A sketch of one day of the week: who goes where, drawn and as a list."""

from datetime import timedelta

from flask import render_template, request

from tutor.actor import Role
from tutor.local_time import local_date
from tutor.matching import map_reads
from tutor.matching.board import Board, board_of
from tutor.matching.day_map import HEIGHT, WIDTH, Stop, sketch
from tutor.office import queries as office
from tutor.places.travel import Point
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.lessons import week_asked
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/week/map")
@allowed(Role.COORDINATOR)
def week_map() -> str:
    city = office.municipality(request.args.get("city", ""), actor=actor(), roles=(Role.COORDINATOR,))
    monday, typed = week_asked(), request.args.get("day", "")
    day = int(typed) if typed in {"0", "1", "2", "3", "4", "5", "6"} else 0
    homes, ways = _ways(board_of(city, monday), day)
    return render_template(
        "coordinator/map.html",
        city=city,
        monday=monday,
        day=day,
        dates=[monday + timedelta(days=n) for n in range(7)],
        drawn=sketch(homes, ways),
        size=(WIDTH, HEIGHT),
    )


def _ways(board: Board, day: int) -> tuple[dict[str, Point], dict[str, list[Stop]]]:
    """By name of the tutor; what another city has booked is not drawn."""
    date = board.date(day)
    own = {
        row.tutor.id: [one for cell in row.cells for one in cell.blocks if not one.elsewhere]
        for row in board.rows
    }
    today = {id_: [one for one in blocks if local_date(one.starts_at) == date] for id_, blocks in own.items()}
    blocks = {one.code: one for many in today.values() for one in many}
    points = map_reads.points(list(blocks))
    order = sorted((one.starts_at, code) for code, one in blocks.items() if code in points)
    stops = {
        code: Stop(n, code, starts_at, blocks[code].place, blocks[code].people, points[code])
        for n, (starts_at, code) in enumerate(order, start=1)
    }
    names = {id_: tutor.name for id_, tutor in board.names.items()}
    homes = {names[id_]: point for id_, point in map_reads.homes(list(today)).items()}
    ways = {id_: [stops[one.code] for one in many if one.code in stops] for id_, many in today.items()}
    return homes, {names[id_]: way for id_, way in ways.items()}
