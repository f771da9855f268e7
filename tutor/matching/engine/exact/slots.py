"""Some stops as one CP-SAT model: the best plan that can be made of them. Only here OR-Tools is known.

Who is on a visit works at its start; the visits of a shift are a circuit through home, which carries
the way and its minutes. `fair_t` is exact too, but for what a tutor carries, which is taken as it is for
the work of the plan to begin with: the number of filled places is a variable.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from tutor.matching.engine.board import Board
from tutor.matching.engine.exact.trips import Trips
from tutor.matching.engine.indexed import IndexedProblem, IndexedShift, IndexedVisit
from tutor.matching.engine.problem import DAY, fair_shares
from tutor.matching.engine.stops import Stop, stops_on

_ASK_EVERY = 0.05
"""Seconds."""


class Found(NamedTuple):
    """No plan of these stops has a higher objective than `bound`; `proven`: none is better than this one."""

    board: Board
    bound: float
    proven: bool


def best_of(
    cores: Sequence[Iterable[Stop]],
    board: Board,
    *,
    seed: int,
    deadline: Callable[[], bool],
    work: float = float("inf"),
    workers: int = 1,
) -> Found:
    """The best plan of one of these sets of stops and the board's own; never a worse one than the board's.

    All are solved at the same time, from the board's plan. It ends after `work` in OR-Tools' own measure
    (a second or two each), so that one worker finds the same on any machine, or when `deadline()` turns
    true, which is asked in the caller's own thread: who asks may ask a database.
    """
    models = [Slots(board, stops) for stops in cores]
    solvers = [_solver(seed, work, workers) for _ in cores]
    with ThreadPoolExecutor(len(cores)) as beside:
        solve = [
            beside.submit(solver.solve, model.model) for solver, model in zip(solvers, models, strict=True)
        ]
        while wait(solve, _ASK_EVERY).not_done:
            if deadline():
                for solver in solvers:  # one that has not begun yet does not hear it, so it is said again
                    solver.stop_search()
    found = zip(models, solvers, solve, strict=True)
    return max((_found(*one, board) for one in found), key=lambda one: one.board.objective())


def _solver(seed: int, work: float, workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_probing_level = 0  # takes longer than all the rest
    solver.parameters.symmetry_level = 0
    solver.parameters.max_deterministic_time = work
    return solver


def _found(model: "Slots", solver: cp_model.CpSolver, status: Future[Any], board: Board) -> Found:
    is_plan = status.result() in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    plan = model.plan(solver) if is_plan else board
    bound = solver.best_objective_bound + board.indexed.base
    best = max(board, plan, key=Board.objective)
    return Found(best, bound, status.result() == cp_model.OPTIMAL)


class Slots:
    """`at[v, s]`: visit v starts at s. `works[stop]`: the tutor is there."""

    def __init__(self, board: Board, stops: Iterable[Stop]) -> None:
        self.board, self.indexed, self.model = board, board.indexed, cp_model.CpModel()
        self.at: dict[tuple[int, int], Any] = {}
        self.works: dict[Stop, Any] = {}
        self.shift_of: dict[Stop, IndexedShift] = {}
        self.loads: list[tuple[Any, Any]] = []
        begun = set(stops_on(board))
        groups: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for stop in sorted(begun | set(stops)):
            groups[stop.visit][stop.start].append(stop.tutor)
        for v, by_start in groups.items():
            self._visit(self.indexed.visits[v], by_start)
        self.trips = Trips(self)
        self.terms: list[tuple[int, Any]] = [*self.trips.terms]
        self._limits()
        self._points()
        self._fair()
        points, variables = zip(*self.terms, strict=True)
        self.model.maximize(cp_model.LinearExpr.weighted_sum(variables, points))
        self._hint(begun)

    def one_of(self, values: list[int]) -> Any:
        return self.model.new_int_var_from_domain(cp_model.Domain.from_values(values), "")

    def plan(self, solver: Any) -> Board:
        group: dict[tuple[int, int], list[int]] = defaultdict(list)
        for stop, variable in self.works.items():
            if solver.boolean_value(variable):
                group[stop.visit, stop.start].append(self.shift_of[stop].number)
        board = Board(self.indexed)
        for (v, s), shifts in group.items():
            board.place(self.indexed.visits[v], s, tuple(shifts))
        return board

    def _visit(self, visit: IndexedVisit, by_start: dict[int, list[int]]) -> None:
        v, tutors = visit.number, self.indexed.problem.tutors
        for s, group in by_start.items():
            if len(group) < visit.tutors:
                continue
            self.at[v, s] = self.model.new_bool_var("")
            works = {t: self._stop(Stop(v, s, t)) for t in group}
            self.model.add(sum(works.values()) == visit.tutors * self.at[v, s])
            for tag, least in visit.visit.needs.items():
                able = [works[t] for t in group if tag in tutors[t].skills]
                self.model.add(sum(able) >= least * self.at[v, s])
        once = [self.at[v, s] for s in by_start if (v, s) in self.at]
        if visit.visit.fixed:
            self.model.add_exactly_one(once)
        else:
            self.model.add_at_most_one(once)

    def _stop(self, stop: Stop) -> Any:
        shift = self.indexed.shift_at(stop.tutor, stop.start, self.indexed.visits[stop.visit].duration)
        assert shift is not None
        self.shift_of[stop] = shift
        self.works[stop] = variable = self.model.new_bool_var("")
        return variable

    def _limits(self) -> None:
        for t, tutor in enumerate(self.indexed.problem.tutors):
            mine = [(stop.start // DAY, works) for stop, works in self.works.items() if stop.tutor == t]
            if tutor.max_visits is not None:
                self.model.add(sum(works for _, works in mine) <= tutor.max_visits)
            for day in {day for day, _ in mine} if tutor.max_visits_per_day is not None else ():
                self.model.add(sum(works for on, works in mine if on == day) <= tutor.max_visits_per_day)

    def _points(self) -> None:
        for (v, s), variable in self.at.items():
            visit = self.indexed.visits[v]
            move = self.indexed.weights.move if s == visit.published else 0
            self.terms.append((visit.prize + move, variable))
        for stop, variable in self.works.items():
            self.terms.append((-self.indexed.visits[stop.visit].bias[stop.tutor], variable))

    def _fair(self) -> None:
        """over_t >= visits_t - ceil(W * offered_t / sum of offered), W a variable."""
        problem, visits = self.indexed.problem, self.indexed.visits
        offered = [sum(to - since for since, to in tutor.shifts) for tutor in problem.tutors]
        carried = _carried(self.indexed, self.board.work)
        most = sum(visit.tutors for visit in visits) + max(map(abs, carried))
        work = sum(visits[v].tutors * variable for (v, _), variable in self.at.items())
        for t, minutes in enumerate(offered):
            mine = cp_model.LinearExpr.sum([works for stop, works in self.works.items() if stop.tutor == t])
            share = self.model.new_int_var(0, most, "")
            self.model.add(sum(offered) * share <= minutes * work + sum(offered) - 1)
            over = self.model.new_int_var(0, 2 * most, "")
            self.model.add(over >= mine - share - carried[t])
            self.terms.append((-self.indexed.weights.over_share, over))
            self.loads.append((share, over))

    def _hint(self, stops: set[Stop]) -> None:
        begun = {(stop.visit, stop.start) for stop in stops}
        for key, variable in self.at.items():
            self.model.add_hint(variable, key in begun)
        for stop, variable in self.works.items():
            self.model.add_hint(variable, stop in stops)
        self.trips.hint(stops)
        work = self.board.work
        fair, shares = self.indexed.fair(work), fair_shares(self.indexed.problem, work)
        for t, (share, over) in enumerate(self.loads):
            self.model.add_hint(share, shares[t])
            self.model.add_hint(over, max(0, self.board.count[t] - fair[t]))


def _carried(indexed: IndexedProblem, work: int) -> list[int]:
    """What is added to each tutor's share for what he or she carries."""
    shares = fair_shares(indexed.problem, work)
    return [fair - share for fair, share in zip(indexed.fair(work), shares, strict=True)]
