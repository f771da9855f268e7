"""The whole problem as one CP-SAT model: a boolean for each visit, start and tutor, the objective exact.

Who is on a visit works at its start; the visits of a shift are a circuit through home, which carries
the way and its minutes. `fair_t` is exact too: the number of filled places is a variable.
It begins with greedy's plan as a hint; without one it finds less on every week we tried.
"""

from collections import defaultdict
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from tests.bench.matching.rivals.answer import Answer, Limit, greedy_plan
from tests.bench.matching.rivals.slots_trips import Trips
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import DAY, FORBIDDEN, Matrix, Problem, Tutor, allowed_starts, fair_shares

WORKERS = 2


def solve(problem: Problem, limit: Limit, seed: int) -> Answer:
    model = Slots(problem)
    model.hint(greedy_plan(problem))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_probing_level = 0  # takes longer than all the rest
    solver.parameters.symmetry_level = 0
    solver.parameters.max_time_in_seconds = max(0.01, limit.left())
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(())
    return Answer(model.served(solver), solver.best_objective_bound)


class Slots:
    """`at[v, s]`: visit v starts at s. `works[v, s, t]`: tutor t is there."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self.nearest = {mode: _nearest(matrix) for mode, matrix in problem.travel.items()}
        self.at: dict[tuple[int, int], Any] = {}
        self.works: dict[tuple[int, int, int], Any] = {}
        self.slots_of: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.shift_of: dict[tuple[int, int, int], int] = {}
        for v in range(len(problem.visits)):
            self._visit(v)
        self.trips = Trips(self)
        self.loads: dict[int, tuple[Any, Any]] = {}
        self.terms: list[tuple[int, Any]] = [*self.trips.terms]
        self._limits()
        self._points()
        self._fair()
        points, variables = zip(*self.terms, strict=True)
        self.model.maximize(cp_model.LinearExpr.weighted_sum(variables, points))

    def _visit(self, v: int) -> None:
        visit, model = self.problem.visits[v], self.model
        starts = (visit.fixed.start,) if visit.fixed else allowed_starts(self.problem.grid, visit)
        for s in starts:
            group = self._group(v, s)
            if len(group) < visit.tutors:
                continue
            self.at[v, s] = model.new_bool_var(f"at {v} {s}")
            for t in group:
                self.works[v, s, t] = model.new_bool_var(f"works {v} {s} {t}")
                self.slots_of[t].append((v, s))
            model.add(sum(self.works[v, s, t] for t in group) == visit.tutors * self.at[v, s])
            for tag, least in visit.needs.items():
                able = [self.works[v, s, t] for t in group if tag in self.problem.tutors[t].skills]
                model.add(sum(able) >= least * self.at[v, s])
        once = [self.at[v, s] for s in starts if (v, s) in self.at]
        if visit.fixed:
            model.add_exactly_one(once)
        else:
            model.add_at_most_one(once)

    def _group(self, v: int, start: int) -> list[int]:
        """Who may come and has a shift then; what the ways allow in full is the trips' business."""
        visit, found = self.problem.visits[v], []
        for t, tutor in enumerate(self.problem.tutors):
            shift = self._shift(tutor, visit.place, start, start + visit.duration)
            named = visit.fixed is None or tutor.id in visit.fixed.tutors
            if shift is not None and named and tutor.id not in visit.refuses:
                self.shift_of[v, start, t] = shift
                found.append(t)
        return found

    def _shift(self, tutor: Tutor, place: int, start: int, end: int) -> int | None:
        """The shift that holds the visit and whose home is near enough, by whatever way."""
        out, back = self.nearest[tutor.mode][tutor.home][place], self.nearest[tutor.mode][place][tutor.home]
        fits = (k for k, (since, to) in enumerate(tutor.shifts) if since + out <= start and end + back <= to)
        return next(fits, None)

    def of_tutor(self, t: int) -> dict[int, list[tuple[int, int]]]:
        """What tutor t could do, by shift: visit and start."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for v, s in self.slots_of[t]:
            found[self.shift_of[v, s, t]].append((v, s))
        return found

    def _limits(self) -> None:
        for t, tutor in enumerate(self.problem.tutors):
            mine = [(s // DAY, self.works[v, s, t]) for v, s in self.slots_of[t]]
            if tutor.max_visits is not None:
                self.model.add(sum(variable for _, variable in mine) <= tutor.max_visits)
            for day in {day for day, _ in mine} if tutor.max_visits_per_day is not None else ():
                self.model.add(sum(one for on, one in mine if on == day) <= tutor.max_visits_per_day)

    def _points(self) -> None:
        weights, problem = self.problem.weights, self.problem
        for (v, _), variable in self.at.items():
            self.terms.append((weights.serve * problem.visits[v].priority, variable))
        for (v, _, t), variable in self.works.items():
            points = problem.visits[v].prefers.get(problem.tutors[t].id, 0)
            self.terms.append((weights.prefer * points, variable))

    def _fair(self) -> None:
        """over_t >= visits_t - ceil(W * offered_t / sum of offered), W a variable."""
        offered = [sum(to - since for since, to in tutor.shifts) for tutor in self.problem.tutors]
        most = sum(visit.tutors for visit in self.problem.visits)
        work = sum(self.problem.visits[v].tutors * variable for (v, _), variable in self.at.items())
        for t, minutes in enumerate(offered):
            mine = cp_model.LinearExpr.sum([self.works[v, s, t] for v, s in self.slots_of[t]])
            share = self.model.new_int_var(0, most, f"share {t}")
            self.model.add(sum(offered) * share <= minutes * work + sum(offered) - 1)
            over = self.model.new_int_var(0, most, f"over {t}")
            self.model.add(over >= mine - share)
            self.terms.append((-self.problem.weights.over_share, over))
            self.loads[t] = share, over

    def hint(self, served: tuple[Served, ...]) -> None:
        visits = {visit.id: n for n, visit in enumerate(self.problem.visits)}
        tutors = {tutor.id: n for n, tutor in enumerate(self.problem.tutors)}
        true = {(visits[e.id], e.start, tutors[who]) for e in served for who in e.tutors}
        begun = {(v, s) for v, s, _ in true}
        for key, variable in self.at.items():
            self.model.add_hint(variable, key in begun)
        for slot, variable in self.works.items():
            self.model.add_hint(variable, slot in true)
        self.trips.hint(true)
        fair = fair_shares(self.problem, len(true))
        for t, (share, over) in self.loads.items():
            self.model.add_hint(share, fair[t])
            self.model.add_hint(over, max(0, sum(who == t for _, _, who in true) - fair[t]))

    def served(self, solver: cp_model.CpSolver) -> tuple[Served, ...]:
        group: dict[tuple[int, int], list[str]] = defaultdict(list)
        for (v, s, t), variable in self.works.items():
            if solver.boolean_value(variable):
                group[v, s].append(self.problem.tutors[t].id)
        return tuple(Served(self.problem.visits[v].id, s, tuple(who)) for (v, s), who in group.items())


def _nearest(matrix: Matrix) -> list[list[int]]:
    """Minutes by the shortest way, also through other places: Floyd and Warshall."""
    found = np.array(matrix)
    found[found >= FORBIDDEN] = 10 * FORBIDDEN
    np.fill_diagonal(found, 0)
    for via in range(len(matrix)):
        np.minimum(found, found[:, via, None] + found[None, via, :], out=found)
    return [[int(minutes) for minutes in row] for row in found]
