"""The trips of the slot model: a circuit through home for each shift of each tutor."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tutor.matching.engine.indexed import IndexedShift
from tutor.matching.engine.problem import FORBIDDEN
from tutor.matching.engine.stops import Stop

if TYPE_CHECKING:
    from tutor.matching.engine.exact.slots import Slots

_HOME = -1


class Trips:
    """`terms` are the ways' points, `start` when each visit starts, `arcs` the ways by shift."""

    def __init__(self, slots: Slots) -> None:
        self.slots, self.indexed, self.model = slots, slots.indexed, slots.model
        self.terms: list[tuple[int, Any]] = []
        self.arcs: dict[int, dict[tuple[int, int], Any]] = defaultdict(dict)
        by_visit: dict[int, list[int]] = defaultdict(list)
        for v, s in slots.at:
            by_visit[v].append(s)
        self.start = {v: self._start(v, starts) for v, starts in by_visit.items()}
        mine: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for stop in slots.works:
            mine[slots.shift_of[stop].number][stop.visit].append(stop.start)
        for number, starts_of in mine.items():
            self._shift(self.indexed.shifts[number], starts_of)

    def _start(self, v: int, starts: list[int]) -> Any:
        begins = self.slots.one_of(starts)
        for s in starts:
            self.model.add(begins == s).only_enforce_if(self.slots.at[v, s])
        return begins

    def _shift(self, shift: IndexedShift, starts: dict[int, list[int]]) -> None:
        """Node 0 is home; a visit that this shift does not make, and an empty shift, loop."""
        node = {_HOME: 0} | {v: n for n, v in enumerate(starts, 1)}
        self._arc(shift, _HOME, _HOME)
        for v in starts:
            made = self._arc(shift, v, v).negated()
            self.model.add(sum(self.slots.works[Stop(v, s, shift.tutor)] for s in starts[v]) == made)
            self._from_home(shift, v, starts[v])
            for other in starts:
                self._after(shift, v, other, starts)
        arcs = self.arcs[shift.number].items()
        self.model.add_circuit([(node[i], node[j], one) for (i, j), one in arcs])

    def _arc(self, shift: IndexedShift, i: int, j: int, minutes: int = 0) -> Any:
        self.arcs[shift.number][i, j] = variable = self.model.new_bool_var("")
        if minutes:
            self.terms.append((-self.indexed.weights.travel * minutes, variable))
        return variable

    def _from_home(self, shift: IndexedShift, v: int, starts: list[int]) -> None:
        """The ways from home and back, each with the starts that it leaves (T3)."""
        visit = self.indexed.visits[v]
        out, back = shift.minutes[shift.home][visit.place], shift.minutes[visit.place][shift.home]
        works = {s: self.slots.works[Stop(v, s, shift.tutor)] for s in starts}
        if out < FORBIDDEN:
            first = self._arc(shift, _HOME, v, out)
            for s in (s for s in starts if s < shift.since + out):
                self.model.add_bool_or(first.negated(), works[s].negated())
        if back < FORBIDDEN:
            last = self._arc(shift, v, _HOME, back)
            for s in (s for s in starts if s + visit.duration + back > shift.to):
                self.model.add_bool_or(last.negated(), works[s].negated())

    def _after(self, shift: IndexedShift, i: int, j: int, starts: dict[int, list[int]]) -> None:
        """From visit i straight to visit j, if some of their starts allow it (T2)."""
        one, other = self.indexed.visits[i], self.indexed.visits[j]
        minutes = shift.minutes[one.place][other.place]
        lasts = one.duration + minutes
        if i == j or minutes >= FORBIDDEN or min(starts[i]) + lasts > max(starts[j]):
            return
        variable = self._arc(shift, i, j, minutes)
        if max(starts[i]) + lasts > min(starts[j]):
            self.model.add(self.start[j] >= self.start[i] + lasts).only_enforce_if(variable)

    def hint(self, stops: set[Stop]) -> None:
        """The ways of the trips that these stops make."""
        made: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for stop in stops:
            made[self.slots.shift_of[stop].number].append((stop.start, stop.visit))
        begun = {stop.visit: stop.start for stop in stops}
        for v, variable in self.start.items():
            any_other = next(s for other, s in self.slots.at if other == v)
            self.model.add_hint(variable, begun.get(v, any_other))
        for number, arcs in self.arcs.items():
            visits = [v for _, v in sorted(made[number])]
            used = set(pairwise([_HOME, *visits, _HOME])) if visits else {(_HOME, _HOME)}
            for (i, j), variable in arcs.items():
                self.model.add_hint(variable, (i, j) in used or (i == j != _HOME and i not in visits))
