"""OR-Tools routing in its strong form for visits of several tutors.

A node for each tutor of a visit; the nodes of a visit start together (equal CumulVar) and are made
or left together (equal ActiveVar); each may be left at a penalty. A vehicle is one shift of one tutor.
Starts on the grid: every way and every window is rounded to it, and a shift begins on it, with what
that adds taken into the way from home. Qualifications are an element of the vehicle, limits a count.
Not expressed: `over_share` and what re-planning costs, for the objective takes no terms of our own.
"""

from functools import partial
from itertools import groupby, pairwise
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from tests.bench.matching.rivals.answer import Answer, Limit, better, greedy_plan
from tests.bench.matching.rivals.routing_nodes import Nodes
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import DAY, Problem, Visit

MUST = 10**8
"""The penalty of leaving a pinned visit."""


def solve(problem: Problem, limit: Limit, seed: int) -> Answer:
    """One core begins with nothing, the other with greedy's plan; the search has no seed."""
    return better(problem, [partial(_search, problem, limit, warm) for warm in (False, True)])


def _search(problem: Problem, limit: Limit, warm: bool) -> Answer:
    model = _Model(problem)
    parameters = _parameters()
    model.routing.CloseModelWithParameters(parameters)
    first = model.routes(greedy_plan(problem)) if warm else None
    parameters.time_limit.FromMilliseconds(int(1000 * limit.left()))
    if first is None:
        found = model.routing.SolveWithParameters(parameters)
    else:
        found = model.routing.SolveFromAssignmentWithParameters(first, parameters)
    return model.answer(found) if found else Answer(())


def _parameters() -> Any:
    chosen = pywrapcp.DefaultRoutingSearchParameters()
    chosen.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.AUTOMATIC
    metaheuristics = routing_enums_pb2.LocalSearchMetaheuristic
    chosen.local_search_metaheuristic = metaheuristics.GUIDED_LOCAL_SEARCH
    return chosen


class _Model:
    def __init__(self, problem: Problem) -> None:
        self.problem, self.nodes = problem, Nodes(problem)
        nodes = self.nodes
        self.manager = pywrapcp.RoutingIndexManager(
            nodes.count,
            len(nodes.vehicles),
            [v.start for v in nodes.vehicles],
            [v.end for v in nodes.vehicles],
        )
        self.routing = pywrapcp.RoutingModel(self.manager)
        self.solver = self.routing.solver()
        self._costs()
        self._times()
        self._wishes()
        self._limits()
        for visit, copies in nodes.copies.items():
            self._visit(problem.visits[visit], [self.manager.NodeToIndex(node) for node in copies])

    def _costs(self) -> None:
        by_mode = {
            mode: self.routing.RegisterTransitMatrix(self.nodes.costs(mode)) for mode in self.problem.travel
        }
        for number, vehicle in enumerate(self.nodes.vehicles):
            self.routing.SetArcCostEvaluatorOfVehicle(by_mode[vehicle.mode], number)

    def _times(self) -> None:
        by_mode = {
            mode: self.routing.RegisterTransitMatrix(self.nodes.times(mode)) for mode in self.problem.travel
        }
        transits = [by_mode[vehicle.mode] for vehicle in self.nodes.vehicles]
        end = self.problem.horizon_days * DAY
        self.routing.AddDimensionWithVehicleTransits(transits, end, end, False, "time")
        self.time = self.routing.GetDimensionOrDie("time")
        for number, vehicle in enumerate(self.nodes.vehicles):
            self.time.CumulVar(self.routing.Start(number)).SetValue(vehicle.since)
            self.time.CumulVar(self.routing.End(number)).SetMax(vehicle.to)

    def _wishes(self) -> None:
        """What a visit loses by a tutor beside the best possible, as a dimension whose span costs."""
        by_tutor = {
            vehicle.tutor: self.routing.RegisterUnaryTransitVector(self.nodes.losses(vehicle.tutor))
            for vehicle in self.nodes.vehicles
        }
        transits = [by_tutor[vehicle.tutor] for vehicle in self.nodes.vehicles]
        self.routing.AddDimensionWithVehicleTransits(transits, 0, MUST, True, "wishes")
        self.routing.GetDimensionOrDie("wishes").SetSpanCostCoefficientForAllVehicles(1)

    def _limits(self) -> None:
        ones = self.routing.RegisterUnaryTransitVector(self.nodes.ones())
        most = [vehicle.most for vehicle in self.nodes.vehicles]
        self.routing.AddDimensionWithVehicleCapacity(ones, 0, most, True, "visits")
        counts = self.routing.GetDimensionOrDie("visits")
        for tutor, numbers in self.nodes.vehicles_of().items():
            ends = {number: counts.CumulVar(self.routing.End(number)) for number in numbers}
            who = self.problem.tutors[tutor]
            if who.max_visits is not None:
                self.solver.Add(self.solver.Sum(list(ends.values())) <= who.max_visits)
            for _, same_day in groupby(numbers, key=lambda n: self.nodes.vehicles[n].since // DAY):
                day = [ends[number] for number in same_day]
                if who.max_visits_per_day is not None and len(day) > 1:
                    self.solver.Add(self.solver.Sum(day) <= who.max_visits_per_day)

    def _visit(self, visit: Visit, copies: list[int]) -> None:
        for number, copy in enumerate(copies):
            self._window(visit, self.time.CumulVar(copy))
            self.routing.VehicleVar(copy).SetValues([-1, *self.nodes.allowed(visit, number)])
            self.routing.AddDisjunction([self.manager.IndexToNode(copy)], self._penalty(visit))
        for one, other in pairwise(copies):
            self.solver.Add(self.time.CumulVar(one) == self.time.CumulVar(other))
            self.solver.Add(self.routing.ActiveVar(one) == self.routing.ActiveVar(other))
        for tag, least in visit.needs.items():
            self._needs(copies, self.nodes.has(tag), least)

    def _window(self, visit: Visit, cumul: Any) -> None:
        ranges = self.nodes.windows(visit)
        cumul.SetRange(ranges[0][0], ranges[-1][1])
        for (_, latest), (earliest, _) in pairwise(ranges):
            cumul.RemoveInterval(latest + 1, earliest - 1)

    def _penalty(self, visit: Visit) -> int:
        if visit.fixed:
            return MUST
        prize = self.problem.weights.serve * visit.priority
        return prize // visit.tutors + self.nodes.best_wish(visit)

    def _needs(self, copies: list[int], has: list[int], least: int) -> None:
        """Of a visit that is left the vehicle is -1: then nothing is asked."""
        of = [self.solver.Element([least, *has], self.routing.VehicleVar(copy) + 1) for copy in copies]
        self.solver.Add(self.solver.Sum(of) >= least)

    def routes(self, served: tuple[Served, ...]) -> Any:
        """A plan as an assignment to begin with; None if the library does not take it."""
        return self.routing.ReadAssignmentFromRoutes(self.nodes.routes(served), True)

    def answer(self, found: Any) -> Answer:
        start: dict[int, int] = {}
        group: dict[int, list[str]] = {}
        for number, vehicle in enumerate(self.nodes.vehicles):
            index = found.Value(self.routing.NextVar(self.routing.Start(number)))
            while not self.routing.IsEnd(index):
                visit = self.nodes.visit_of[self.manager.IndexToNode(index)]
                start[visit] = found.Min(self.time.CumulVar(index))
                group.setdefault(visit, []).append(self.problem.tutors[vehicle.tutor].id)
                index = found.Value(self.routing.NextVar(index))
        visits = self.problem.visits
        return Answer(tuple(Served(visits[v].id, start[v], tuple(group[v])) for v in sorted(start)))
