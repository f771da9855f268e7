"""What of the board is looked at: a town, a day, a tutor, a programme. It survives every press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask import request

from tutor.matching.board import Board, Row, Waiting
from tutor.matching.board_rows import Block
from tutor.office.models import Municipality

T = TypeVar("T", Waiting, Block)


@dataclass(frozen=True)
class Filter:
    """Codes and names of places only: it stands in the address."""

    town: str = ""
    day: int | None = None
    tutor: str = ""
    programme: str = ""

    def dims(self, block: Block) -> bool:
        """Shown without words, so that a busy tutor does not look free."""
        if block.elsewhere:
            return False
        other_town = self.town and block.town != self.town
        return bool(other_town or (self.programme and block.programme != self.programme))

    @property
    def is_set(self) -> bool:
        return self != Filter()

    def only(self, listed: Sequence[T]) -> list[T]:
        return [one for one in listed if self._lists(one)]

    def _lists(self, one: Waiting | Block) -> bool:
        if self.town and one.town != self.town:
            return False
        if self.programme and one.programme != self.programme:
            return False
        return self.day is None or not isinstance(one, Waiting) or self._wishes_day(one)

    def _wishes_day(self, one: Waiting) -> bool:
        return self.day in [wish.weekday if wish.day is None else wish.day.weekday() for wish in one.wishes]

    def shows(self, row: Row) -> bool:
        return not self.tutor or row.tutor.code == self.tutor

    def rows(self, board: Board) -> list[Row]:
        return [row for row in board.rows if self.shows(row)]

    def days(self) -> list[int]:
        return list(range(7)) if self.day is None else [self.day]


def asked() -> Filter:
    day = request.args.get("day", "")
    return Filter(
        town=request.args.get("town", "")[:60],
        day=int(day) if day in {"0", "1", "2", "3", "4", "5", "6"} else None,
        tutor=request.args.get("tutor_row", "")[:8],
        programme=request.args.get("programme", "")[:8],
    )


def kept(city: Municipality, monday: date, chosen: Filter) -> dict[str, Any]:
    """For url_for: the week, the city and the filter as they are."""
    found = {
        "week": monday.isoformat(),
        "city": city.code5,
        "town": chosen.town,
        "day": "" if chosen.day is None else str(chosen.day),
        "tutor_row": chosen.tutor,
        "programme": chosen.programme,
    }
    return {name: value for name, value in found.items() if value}
