"""Tutors with whom a visit could be served if they worked then, or if they took one visit more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tutor.matching.engine.board import Board
from tutor.matching.engine.candidates import Candidates
from tutor.matching.engine.groups import Option, cheapest_group
from tutor.matching.engine.indexed import IndexedVisit
from tutor.matching.engine.problem import DAY, FORBIDDEN, Problem, Range, Tutor
from tutor.matching.engine.ranking import able_now, within

_NOT_THERE = {"off_work", "way_there", "way_home"}
_AT_LIMIT = {"week_limit", "day_limit"}
_FIRST = 1 << 40
"""So much cheaper than everybody that no group leaves the tutor in question out."""


_Change = Callable[[int, Range], tuple[Tutor, list[Option]]]
"""From a tutor's number to the tutor as he or she would have to be, and the ways to come then."""


@dataclass(frozen=True)
class Freed:
    """The tutor with other shifts or limits, so that he or she could come in the window.

    `cost` is an estimate, to look at the most promising first.
    """

    tutor: Tutor
    window: Range
    cost: int

    def in_place(self, problem: Problem) -> Problem:
        """The problem with this tutor instead."""
        tutors = (self.tutor if one.id == self.tutor.id else one for one in problem.tutors)
        return replace(problem, tutors=tuple(tutors))


class Freeing:
    """One visit, which is not on the board, and whoever might still come to it."""

    def __init__(self, board: Board, visit: IndexedVisit) -> None:
        self.board, self.visit = board, visit
        self._candidates, self._able = Candidates(board, visit), able_now(board, visit)

    def with_more_hours(self) -> list[Freed]:
        """Each tutor once, free also in the wished half-day that would cost least; the cheapest first."""
        return _cheapest(self._freed(_NOT_THERE, self._more_hours))

    def with_one_more(self) -> list[Freed]:
        """The same for tutors who have reached a limit, that of the week or of a day."""
        return _cheapest(self._freed(_AT_LIMIT, self._one_more))

    def _freed(self, codes: set[str], change: _Change) -> Iterator[Freed]:
        for window in self.visit.visit.starts:
            able = within(self._able, self.visit, window)
            starts = [start for start in self.visit.starts if window[0] <= start <= window[1]]
            for number in range(len(self.board.indexed.limit)):
                nearest = self._candidates.nearest(number, starts)
                if nearest and nearest.code in codes:
                    tutor, mine = change(number, window)
                    cost = _cost_with(able, within(mine, self.visit, window), self.visit)
                    if cost is not None:
                        yield Freed(tutor, window, cost)

    def _more_hours(self, number: int, window: Range) -> tuple[Tutor, list[Option]]:
        """The way from home and back is within the new hours, for any start of the window."""
        indexed, visit = self.board.indexed, self.visit
        tutor = indexed.problem.tutors[number]
        minutes = indexed.problem.travel[tutor.mode]
        there, home = minutes[tutor.home][visit.place], minutes[visit.place][tutor.home]
        shifts = _widened(tutor, (window[0] - there, window[1] + visit.duration + home))
        if not shifts or max(there, home) >= FORBIDDEN or self.board.count[number] >= indexed.limit[number]:
            return tutor, []
        cost = indexed.weights.travel * (there + home) + visit.bias[number]
        skills = sum(indexed.tag_bit[tag] for tag in tutor.skills)
        return replace(tutor, shifts=shifts), [(cost, -1, (1 << len(visit.starts)) - 1, skills)]

    def _one_more(self, number: int, _window: Range) -> tuple[Tutor, list[Option]]:
        """One above what the plan has, of the week and of each day; who takes no visits at all is let be."""
        board, tutor = self.board, self.board.indexed.problem.tutors[number]
        if 0 in {tutor.max_visits, tutor.max_visits_per_day}:
            return tutor, []
        week = None if tutor.max_visits is None else max(tutor.max_visits, board.count[number] + 1)
        day = None if tutor.max_visits_per_day is None else tutor.max_visits_per_day + 1
        trips = [trip for trip in board.trips if trip.shift.tutor == number]
        fits = [(one, trip.shift.skills) for trip in trips for one in trip.fits(self.visit, self._price)]
        mine = [(cost, -1, starts, skills) for (cost, starts), skills in fits]
        return replace(tutor, max_visits=week, max_visits_per_day=day), mine

    @property
    def _price(self) -> int:
        return self.board.indexed.weights.travel


def _cheapest(found: Iterable[Freed]) -> list[Freed]:
    best: dict[str, Freed] = {}
    for one in found:
        if one.cost < best.setdefault(one.tutor.id, one).cost:
            best[one.tutor.id] = one
    return sorted(best.values(), key=lambda one: (one.cost, one.tutor.id))


def _cost_with(able: Sequence[Option], mine: Sequence[Option], visit: IndexedVisit) -> int | None:
    """Of the cheapest group that has one of `mine` in it; None if there is none."""
    first = [(cost - _FIRST, number, starts, skills) for cost, number, starts, skills in mine]
    group = cheapest_group([*able, *first], visit)
    return group[0] + _FIRST if group and -1 in group[2] else None


def _widened(tutor: Tutor, span: Range) -> tuple[Range, ...]:
    """The shifts with the span added; nothing if that would join two of them, or go beyond the day."""
    touched = [one for one in tutor.shifts if one[0] <= span[1] and span[0] <= one[1]]
    since, to = min([span[0], *(one[0] for one in touched)]), max([span[1], *(one[1] for one in touched)])
    if len(touched) > 1 or since < 0 or since // DAY != (to - 1) // DAY:
        return ()
    return tuple(sorted([*(one for one in tutor.shifts if one not in touched), (since, to)]))
