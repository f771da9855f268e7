"""The problem as numbered nodes and vehicles, as the routing library wants it."""

from dataclasses import dataclass
from itertools import count

from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import Problem, Visit


@dataclass(frozen=True)
class Vehicle:
    """One shift of one tutor. `since` lies on the grid; `start` is the node that knows what that adds."""

    tutor: int
    mode: str
    since: int
    to: int
    start: int
    end: int
    most: int


class Nodes:
    """`copies`: the nodes of each visit that has a start; `place`: where a node lies; `late`: minutes
    that a shift begins after the grid line before it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        number = count()
        self.copies = {
            n: [next(number) for _ in range(visit.tutors)]
            for n, visit in enumerate(problem.visits)
            if self.windows(visit)
        }
        self.visit_of = {node: visit for visit, copies in self.copies.items() for node in copies}
        self._homes: dict[tuple[int, int], int] = {}
        self._number = number
        self.vehicles = [v for n in range(len(problem.tutors)) for v in self._vehicles(n)]
        self.count = next(number)
        self._late = {node: late for (_, late), node in self._homes.items()}
        visited = [problem.visits[self.visit_of[node]].place for node in range(len(self.visit_of))]
        self.place = visited + [place for place, _ in self._homes]

    def _vehicles(self, number: int) -> list[Vehicle]:
        tutor, grid = self.problem.tutors[number], self.problem.grid
        most = min((n for n in (tutor.max_visits, tutor.max_visits_per_day) if n is not None), default=10**6)
        return [
            Vehicle(
                number,
                tutor.mode,
                since - since % grid,
                to,
                self._home(tutor.home, since % grid),
                self._home(tutor.home, 0),
                most,
            )
            for since, to in tutor.shifts
        ]

    def _home(self, place: int, late: int) -> int:
        if (place, late) not in self._homes:
            self._homes[place, late] = next(self._number)
        return self._homes[place, late]

    def windows(self, visit: Visit) -> list[tuple[int, int]]:
        """Its ranges on the grid, in order, those that touch made one."""
        grid = self.problem.grid
        ranges = [(visit.fixed.start, visit.fixed.start)] if visit.fixed else sorted(visit.starts)
        found: list[tuple[int, int]] = []
        for earliest, latest in ranges:
            first, last = -(-earliest // grid) * grid, latest - latest % grid
            if found and first <= found[-1][1] + grid:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            elif first <= last:
                found.append((first, last))
        return found

    def costs(self, mode: str) -> list[list[int]]:
        weight, matrix = self.problem.weights.travel, self.problem.travel[mode]
        rows = {place: [weight * matrix[place][to] for to in self.place] for place in set(self.place)}
        return [rows[place] for place in self.place]

    def times(self, mode: str) -> list[list[int]]:
        """Minutes from the beginning of a node to that of the next, on the grid; homewards exact.

        A forbidden way takes longer than any shift by itself.
        """
        grid, matrix = self.problem.grid, self.problem.travel[mode]
        homes = range(len(self.visit_of), self.count)
        rows = []
        for node, place in enumerate(self.place):
            visit = self.visit_of.get(node)
            stay = self._late[node] if visit is None else self.problem.visits[visit].duration
            row = [_rounded(stay + matrix[place][to], grid) for to in self.place]
            for home in homes:
                row[home] = stay + matrix[place][self.place[home]] if visit is not None else 0
            rows.append(row)
        return rows

    def ones(self) -> list[int]:
        return [1 if node in self.visit_of else 0 for node in range(self.count)]

    def losses(self, tutor: int) -> list[int]:
        """Points below the best wish of each node's visit, if this tutor comes."""
        weight, who = self.problem.weights.prefer, self.problem.tutors[tutor].id
        found = [0] * self.count
        for node, visit in self.visit_of.items():
            it = self.problem.visits[visit]
            found[node] = self.best_wish(it) - weight * it.prefers.get(who, 0)
        return found

    def best_wish(self, visit: Visit) -> int:
        return self.problem.weights.prefer * max(0, *visit.prefers.values(), 0)

    def vehicles_of(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, vehicle in enumerate(self.vehicles):
            found.setdefault(vehicle.tutor, []).append(number)
        return found

    def allowed(self, visit: Visit, copy: int) -> list[int]:
        """The vehicles that may make this copy: the tutor a pin names, or who is not refused."""
        ids = [self.problem.tutors[vehicle.tutor].id for vehicle in self.vehicles]
        if visit.fixed:
            return [n for n, who in enumerate(ids) if who == visit.fixed.tutors[copy]]
        return [n for n, who in enumerate(ids) if who not in visit.refuses and self._meet(visit, n)]

    def _meet(self, visit: Visit, number: int) -> bool:
        vehicle = self.vehicles[number]
        return any(
            first <= vehicle.to - visit.duration and last >= vehicle.since
            for first, last in self.windows(visit)
        )

    def routes(self, served: tuple[Served, ...]) -> list[list[int]]:
        """The nodes that each vehicle makes in this plan, in order."""
        found: list[list[int]] = [[] for _ in self.vehicles]
        numbers = {visit.id: n for n, visit in enumerate(self.problem.visits)}
        for entry in sorted(served, key=lambda one: one.start):
            fixed = self.problem.visits[numbers[entry.id]].fixed
            group = fixed.tutors if fixed else entry.tutors
            for node, who in zip(self.copies[numbers[entry.id]], group, strict=True):
                found[self._vehicle_at(who, entry.start)].append(node)
        return found

    def _vehicle_at(self, who: str, start: int) -> int:
        return next(
            n
            for n, vehicle in enumerate(self.vehicles)
            if self.problem.tutors[vehicle.tutor].id == who and vehicle.since <= start < vehicle.to
        )

    def has(self, tag: str) -> list[int]:
        return [int(tag in self.problem.tutors[vehicle.tutor].skills) for vehicle in self.vehicles]


def _rounded(minutes: int, grid: int) -> int:
    return -(-minutes // grid) * grid
