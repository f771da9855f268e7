"""Who would have to make room for a visit, and who of them finds another place.

An ejection of depth one (Bent and Van Hentenryck 2006 insert what was taken out again in the same way):
every start and group that would work out alone, with whatever of their visits is in the way taken out;
the least valuable sets are tried in full.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tutor.matching.engine.board import Board
from tutor.matching.engine.candidates import Candidates
from tutor.matching.engine.indexed import IndexedVisit
from tutor.matching.engine.ranking import ranked

_TRIED = 60
"""Sets of visits that are taken out on trial."""
_A_TUTOR = 3
"""Ways in which one tutor makes room at one start."""

_Stand = tuple[int | None, tuple[int, ...]]
"""A start and numbers of shifts."""
_Way = tuple[int, frozenset[int]]
"""(what the visits in the way are worth, their numbers)"""


@dataclass(frozen=True)
class Room:
    """The board holds the visit; `displaced` have no place any more, `moved` another one."""

    gain: int
    displaced: tuple[str, ...]
    moved: tuple[str, ...]


class Displacing:
    """`keep` are ids of visits that stay where they are, beside those that are fixed."""

    def __init__(self, board: Board, visit: IndexedVisit, keep: Iterable[str] = ()) -> None:
        self.board, self.visit = board, visit
        self._candidates = Candidates(board, visit)
        self._number = {one.visit.id: one.number for one in board.indexed.visits}
        fixed = {one.visit.id for one in board.indexed.visits if one.visit.fixed}
        self._keep = fixed | set(keep)

    def make_room(self) -> Room | None:
        """The way that costs the objective least, left on the board; None, and nothing is changed."""
        before, points = self.board.snapshot(), self.board.objective()
        best, found = before, None
        for out in self._cheapest():
            room = self._try(out, points)
            if room and (found is None or room.gain > found.gain):
                best, found = self.board.snapshot(), room
            self.board.restore(before)
        self.board.restore(best)
        return found

    def _cheapest(self) -> list[frozenset[int]]:
        worth = {out: value for start in self.visit.starts for value, out in self._groups(start)}
        return sorted(worth, key=lambda out: (worth[out], sorted(out)))[:_TRIED]

    def _groups(self, start: int) -> Iterator[_Way]:
        visits, needs = self.board.indexed.visits, self.visit.visit.needs
        ways = [
            (tutor.skills, way)
            for number, tutor in enumerate(self.board.indexed.problem.tutors)
            for way in self._ways(number, start)
        ]
        for group in combinations(ways, self.visit.tutors):
            if all(sum(tag in skills for skills, _ in group) >= least for tag, least in needs.items()):
                out = frozenset().union(*(way[1] for _, way in group))
                if out:
                    yield sum(visits[number].prize for number in out), out

    def _ways(self, tutor: int, start: int) -> list[_Way]:
        """Sets of this tutor's visits without which he or she could come, the least valuable first."""
        visits = self.board.indexed.visits
        ways = [
            frozenset(self._number[one] for one in way)
            for way in self._candidates.in_the_way(tutor, start)
            if not self._keep & set(way)
        ]
        return sorted(((sum(visits[n].prize for n in way), way) for way in ways), key=_by_worth)[:_A_TUTOR]

    def _try(self, out: frozenset[int], points: int) -> Room | None:
        board, visits = self.board, self.board.indexed.visits
        starts, groups = board.start.copy(), board.group.copy()
        for number in out:
            board.lift(visits[number])
        placed = next(iter(ranked(board, self.visit)), None)
        if placed is None:
            return None
        board.place(self.visit, placed.start, placed.shifts)
        before = {number: (starts[number], groups[number]) for number in out}
        again = {number: self._put_back(visits[number], before[number]) for number in _by_prize(visits, out)}
        displaced = tuple(visits[n].visit.id for n, there in again.items() if there is None)
        moved = tuple(visits[n].visit.id for n, there in again.items() if there not in {None, before[n]})
        if not displaced and not moved:
            return None
        return Room(board.objective() - points, displaced, moved)

    def _put_back(self, visit: IndexedVisit, before: _Stand) -> _Stand | None:
        """Where it was, if that is still free; else where it is worth most."""
        choices = ranked(self.board, visit)
        same = (one for one in choices if (one.start, sorted(one.shifts)) == (before[0], sorted(before[1])))
        there = next(same, choices[0] if choices and choices[0].gain > 0 else None)
        if there is None:
            return None
        self.board.place(visit, there.start, there.shifts)
        is_same = (there.start, sorted(there.shifts)) == (before[0], sorted(before[1]))
        return before if is_same else (there.start, there.shifts)


def _by_prize(visits: Sequence[IndexedVisit], out: Iterable[int]) -> list[int]:
    return sorted(out, key=lambda number: (-visits[number].prize, number))


def _by_worth(way: _Way) -> tuple[int, list[int]]:
    return way[0], sorted(way[1])
