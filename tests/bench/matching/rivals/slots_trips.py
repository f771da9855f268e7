"""The trips of the slot model: a circuit through home for each shift of each tutor."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from tutor.matching.engine.problem import FORBIDDEN, Matrix, Tutor

if TYPE_CHECKING:
    from tests.bench.matching.rivals.slots import Slots

HOME = -1


class Trips:
    """`terms` are the ways' points, `start` when each visit starts, `arcs` the ways by tutor and shift."""

    def __init__(self, slots: Slots) -> None:
        self.slots, self.problem, self.model = slots, slots.problem, slots.model
        self.terms: list[tuple[int, Any]] = []
        self.arcs: dict[tuple[int, int], dict[tuple[int, int], Any]] = defaultdict(dict)
        by_visit: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        for (v, s), variable in slots.at.items():
            by_visit[v].append((s, variable))
        self.start = {v: self._start(begun) for v, begun in by_visit.items()}
        for t in range(len(self.problem.tutors)):
            for k, mine in slots.of_tutor(t).items():
                self._shift(t, k, mine)

    def _start(self, begun: list[tuple[int, Any]]) -> Any:
        domain = cp_model.Domain.from_values([s for s, _ in begun])
        start = self.model.new_int_var_from_domain(domain, "")
        for s, variable in begun:
            self.model.add(start == s).only_enforce_if(variable)
        return start

    def _shift(self, t: int, k: int, mine: list[tuple[int, int]]) -> None:
        """Node 0 is home; a visit that this shift does not make, and an empty shift, loop."""
        starts: dict[int, list[int]] = defaultdict(list)
        for v, s in mine:
            starts[v].append(s)
        node = {HOME: 0} | {v: n for n, v in enumerate(starts, 1)}
        self._arc(t, k, HOME, HOME)
        for v in starts:
            made = self._arc(t, k, v, v).negated()
            self.model.add(sum(self.slots.works[v, s, t] for s in starts[v]) == made)
            self._from_home(t, k, v, starts[v])
            for other in starts:
                self._after(t, k, v, other, starts)
        self.model.add_circuit([(node[i], node[j], one) for (i, j), one in self.arcs[t, k].items()])

    def _arc(self, t: int, k: int, i: int, j: int, minutes: int = 0) -> Any:
        self.arcs[t, k][i, j] = variable = self.model.new_bool_var("")
        if minutes:
            self.terms.append((-self.problem.weights.travel * minutes, variable))
        return variable

    def _from_home(self, t: int, k: int, v: int, starts: list[int]) -> None:
        """The ways from home and back, each with the starts that it leaves (T3)."""
        matrix, tutor = self._of(t)
        (since, to), visit = tutor.shifts[k], self.problem.visits[v]
        out, back = matrix[tutor.home][visit.place], matrix[visit.place][tutor.home]
        works = {s: self.slots.works[v, s, t] for s in starts}
        if out < FORBIDDEN:
            first = self._arc(t, k, HOME, v, out)
            for s in (s for s in starts if s < since + out):
                self.model.add_bool_or(first.negated(), works[s].negated())
        if back < FORBIDDEN:
            last = self._arc(t, k, v, HOME, back)
            for s in (s for s in starts if s + visit.duration + back > to):
                self.model.add_bool_or(last.negated(), works[s].negated())

    def _after(self, t: int, k: int, i: int, j: int, starts: dict[int, list[int]]) -> None:
        """From visit i straight to visit j, if some of their starts allow it (T2)."""
        matrix, _ = self._of(t)
        one, other = self.problem.visits[i], self.problem.visits[j]
        minutes = matrix[one.place][other.place]
        lasts = one.duration + minutes
        if i == j or minutes >= FORBIDDEN or min(starts[i]) + lasts > max(starts[j]):
            return
        variable = self._arc(t, k, i, j, minutes)
        if max(starts[i]) + lasts > min(starts[j]):
            self.model.add(self.start[j] >= self.start[i] + lasts).only_enforce_if(variable)

    def _of(self, t: int) -> tuple[Matrix, Tutor]:
        tutor = self.problem.tutors[t]
        return self.problem.travel[tutor.mode], tutor

    def hint(self, works: set[tuple[int, int, int]]) -> None:
        """The arcs of the trips in which tutor t is on visit v at start s, for each (v, s, t)."""
        stops: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for v, s, t in works:
            stops[t, self.slots.shift_of[v, s, t]].append((s, v))
        begun = {v: s for v, s, _ in works}
        for v, variable in self.start.items():
            any_other = next(s for other, s in self.slots.at if other == v)
            self.model.add_hint(variable, begun.get(v, any_other))
        for trip, arcs in self.arcs.items():
            made = [v for _, v in sorted(stops[trip])]
            used = set(pairwise([HOME, *made, HOME])) if made else {(HOME, HOME)}
            for (i, j), variable in arcs.items():
                self.model.add_hint(variable, (i, j) in used or (i == j != HOME and i not in made))
