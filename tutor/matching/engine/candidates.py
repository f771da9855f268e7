"""Who could come to a visit when, and who could not, and why: what every explanation is made of.

Asked of one visit it is cheap, so nothing is prepared: the board is looked at as it stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from tutor.matching.engine.board import Board
from tutor.matching.engine.indexed import IndexedShift, IndexedVisit
from tutor.matching.engine.problem import FORBIDDEN
from tutor.matching.engine.trips import Stop, Trip

ExclusionCode = Literal[
    "refused", "lacks", "off_work", "no_way", "way_there", "way_home", "week_limit", "day_limit", "busy"
]
_NEARER = get_args(ExclusionCode)
"""The later ones are nearer to coming."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why a tutor does not come at a start; `blocked_by` are the visits of this plan that are in the way.

    refused: the visit refuses the tutor (V5). lacks: everybody who goes needs `tag` (V4).
    off_work: no shift holds the visit (T1). no_way: a leg from or to home is forbidden (T4).
    way_there, way_home: with no other visit in the shift, the leg to or from home is too long (T3).
    week_limit, day_limit: the limit is reached, or is nothing at all (T5).
    busy: without `blocked_by`, which are of the same shift, the trip would work out (T2, T3, T4).
    """

    code: ExclusionCode
    tag: str | None = None
    blocked_by: tuple[str, ...] = ()


class Candidates:
    """One visit, which is not on the board, and everybody who might come to it."""

    def __init__(self, board: Board, visit: IndexedVisit) -> None:
        self.board, self.visit = board, visit

    @cached_property
    def _shifts(self) -> dict[int, list[IndexedShift]]:
        found: dict[int, list[IndexedShift]] = {n: [] for n in range(len(self.board.indexed.limit))}
        for shift in self.board.indexed.shifts:
            found[shift.tutor].append(shift)
        return found

    def exclusion(self, tutor: int, start: int) -> Exclusion | None:
        """The first reason found why this tutor cannot come at the start; None if nothing is against it."""
        shift = self._shift(tutor, start)
        alone = self.alone(tutor, start)
        return alone or (self._limits(shift) or self._busy(shift, start) if shift else None)

    def nearest(self, tutor: int, starts: Iterable[int]) -> Exclusion | None:
        """Of several starts the reason that is nearest to coming; None if the tutor could at one of them."""
        found = [self.exclusion(tutor, start) for start in starts]
        against = [one for one in found if one]
        if len(against) < len(found):
            return None
        return max(against, key=lambda one: _NEARER.index(one.code), default=Exclusion("off_work"))

    def alone(self, tutor: int, start: int) -> Exclusion | None:
        """What would be against it, had the tutor no other visit; limits are not asked."""
        shift, never = self._shift(tutor, start), self.never(tutor)
        if never or shift is None:
            return never or Exclusion("off_work")
        return self._way(shift, start)

    def never(self, tutor: int) -> Exclusion | None:
        """What is against this tutor at any start."""
        one = self.board.indexed.problem.tutors[tutor]
        if one.id in self.visit.visit.refuses:
            return Exclusion("refused")
        for tag, least in self.visit.visit.needs.items():
            if least >= self.visit.tutors and tag not in one.skills:
                return Exclusion("lacks", tag=tag)
        return None

    def in_the_way(self, tutor: int, start: int) -> tuple[tuple[str, ...], ...]:
        """Sets of visits, each of which must go before the tutor can come; one of many, at a limit.

        An empty set: nothing is in the way. No set: the tutor could not come even alone.
        """
        shift = self._shift(tutor, start)
        if shift is None or self.alone(tutor, start):
            return ()
        limit, busy = self._limits(shift), self._busy(shift, start)
        on_the_way = busy.blocked_by if busy else ()
        if limit is None or on_the_way:
            return (on_the_way,)
        return tuple((one,) for one in limit.blocked_by)

    def _shift(self, tutor: int, start: int) -> IndexedShift | None:
        return next((one for one in self._shifts[tutor] if self._holds(one, start)), None)

    def _holds(self, shift: IndexedShift, start: int) -> bool:
        return shift.since <= start and start + self.visit.duration <= shift.to

    def _way(self, shift: IndexedShift, start: int) -> Exclusion | None:
        there = shift.minutes[shift.home][self.visit.place]
        home = shift.minutes[self.visit.place][shift.home]
        if max(there, home) >= FORBIDDEN:
            return Exclusion("no_way")
        if shift.since + there > start:
            return Exclusion("way_there")
        return Exclusion("way_home") if start + self.visit.duration + home > shift.to else None

    def _limits(self, shift: IndexedShift) -> Exclusion | None:
        board, indexed = self.board, self.board.indexed
        if board.count[shift.tutor] >= indexed.limit[shift.tutor]:
            return Exclusion("week_limit", blocked_by=self._names(self._shifts[shift.tutor]))
        if board.day_count[shift.day_slot] >= indexed.day_limit[shift.day_slot]:
            same_day = [one for one in self._shifts[shift.tutor] if one.day_slot == shift.day_slot]
            return Exclusion("day_limit", blocked_by=self._names(same_day))
        return None

    def _names(self, shifts: Iterable[IndexedShift]) -> tuple[str, ...]:
        stops = [stop for shift in shifts for stop in self.board.trips[shift.number].stops]
        return tuple(self.board.indexed.visits[number].visit.id for _, number in sorted(stops))

    def _busy(self, shift: IndexedShift, start: int) -> Exclusion | None:
        blocking = next(self._blocks(shift, start))
        names = tuple(self.board.indexed.visits[number].visit.id for _, number in blocking)
        return Exclusion("busy", blocked_by=names) if names else None

    def _blocks(self, shift: IndexedShift, start: int) -> Iterator[tuple[Stop, ...]]:
        """Runs of stops around the start without which the trip works out, the shortest first."""
        stops, indexed = self.board.trips[shift.number].stops, self.board.indexed
        at = sum(stop[0] < start for stop in stops)
        runs = [(low, high) for low in range(at + 1) for high in range(at, len(stops) + 1)]
        for low, high in sorted(runs, key=lambda run: run[1] - run[0]):
            kept = (*stops[:low], (start, self.visit.number), *stops[high:])
            if Trip(shift, kept, indexed.visits).possible:
                yield stops[low:high]
