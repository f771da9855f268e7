"""Fixed pairs as vehicles of PyVRP: the data of one run."""

import numpy as np
import pyvrp

from tests.bench.matching.rivals.teams import Team, may_serve
from tutor.matching.engine.problem import FORBIDDEN, Problem, Visit

Matrix = np.ndarray
NEVER = 10**7
"""Distance and duration of a way that may not be gone: longer than any week, dearer than any prize."""


class PairData:
    """A vehicle for each shared shift, a profile for each pair, a client for each window of a visit.

    The windows of a visit are a group of which one at most is served. A place is a visit (its ways
    differ by pair and its stay is in them) or the homes of a team, from which the later one counts.
    Everything lies on the grid, so that the earliest schedule does. A distance is points: the minutes
    of both, and what their wishes lack of the best pair's; that best is part of the prize.
    """

    def __init__(self, problem: Problem, teams: list[Team], room: dict[Team, int]) -> None:
        self.problem, self.teams = problem, [team for team in teams if room[team] > 0]
        self.visits = [
            n for n, visit in enumerate(problem.visits) if visit.tutors == 2 and self._windows(visit)
        ]
        self.pairs = sorted({team.pair for team in self.teams})
        self.client_of: list[int] = []
        clients, groups = self._clients()
        ways = [self._ways(pair) for pair in self.pairs]
        self.data = (
            self.teams
            and clients
            and pyvrp.ProblemData(
                [pyvrp.Location(0, 0) for _ in range(len(self.teams) + len(self.visits))],
                clients,
                [pyvrp.Depot(k) for k in range(len(self.teams))],
                [self._vehicle(k, team, room[team]) for k, team in enumerate(self.teams)],
                [points for points, _ in ways],
                [minutes for _, minutes in ways],
                groups,
            )
        )

    def _vehicle(self, k: int, team: Team, room: int) -> pyvrp.VehicleType:
        return pyvrp.VehicleType(
            1,
            [room],
            start_depot=k,
            end_depot=k,
            tw_early=self.begins(team),
            tw_late=max(to for _, to in team.shifts),
            profile=self.pairs.index(team.pair),
        )

    def begins(self, team: Team) -> int:
        since = min(since for since, _ in team.shifts)
        return since - since % self.problem.grid

    def _clients(self) -> tuple[list[pyvrp.Client], list[pyvrp.ClientGroup]]:
        clients: list[pyvrp.Client] = []
        groups: list[pyvrp.ClientGroup] = []
        for place, n in enumerate(self.visits, len(self.teams)):
            visit = self.problem.visits[n]
            windows = self._windows(visit)
            many = len(windows) > 1 and not visit.fixed
            if many:
                members = range(len(clients), len(clients) + len(windows))
                groups.append(pyvrp.ClientGroup(list(members), required=False))
            for first, last in windows:
                self.client_of.append(n)
                clients.append(
                    pyvrp.Client(
                        place,
                        delivery=[1],
                        service_duration=visit.duration,
                        tw_early=first,
                        tw_late=last,
                        prize=self.problem.weights.serve * visit.priority + self._best(visit),
                        required=visit.fixed is not None,
                        group=len(groups) - 1 if many else None,
                    )
                )
        return clients, groups

    def _windows(self, visit: Visit) -> list[tuple[int, int]]:
        grid = self.problem.grid
        ranges = [(visit.fixed.start, visit.fixed.start)] if visit.fixed else visit.starts
        found = [(-(-earliest // grid) * grid, latest - latest % grid) for earliest, latest in ranges]
        return [(first, last) for first, last in found if first <= last]

    def _best(self, visit: Visit) -> int:
        best = sorted((0, 0, *visit.prefers.values()))[-2:]
        return self.problem.weights.prefer * sum(best)

    def _ways(self, pair: tuple[int, int]) -> tuple[Matrix, Matrix]:
        """Points and minutes between all places, for this pair; no way leads to another pair's homes."""
        m, visits = len(self.teams), [self.problem.visits[n] for n in self.visits]
        at, stay = np.array([v.place for v in visits]), np.array([v.duration for v in visits])
        homes, matrices = self._homes(pair)
        points = np.full((m + len(visits), m + len(visits)), NEVER, dtype=np.int64)
        minutes = points.copy()
        both = [matrix[np.ix_(at, at)] for matrix in matrices]
        points[m:, m:] = self.problem.weights.travel * sum(both)
        minutes[m:, m:] = self._on_grid(stay[:, None] + np.maximum(*both)) - stay[:, None]
        outs = [matrix[home, at] for home, matrix in zip(homes, matrices, strict=True)]
        backs = [matrix[at, home] for home, matrix in zip(homes, matrices, strict=True)]
        for k in (k for k, team in enumerate(self.teams) if team.pair == pair):
            points[k, m:], points[m:, k] = (self.problem.weights.travel * sum(way) for way in (outs, backs))
            minutes[k, m:], minutes[m:, k] = self._home_legs(self.teams[k], outs, backs)
        points[:, m:] += np.array([self._loss(pair, visit) for visit in visits])
        return self._closed(pair, points, minutes)

    def _homes(self, pair: tuple[int, int]) -> tuple[list[int], list[Matrix]]:
        tutors = [self.problem.tutors[t] for t in pair]
        return [t.home for t in tutors], [np.array(self.problem.travel[t.mode]) for t in tutors]

    def _home_legs(self, team: Team, outs: list[Matrix], backs: list[Matrix]) -> tuple[Matrix, Matrix]:
        """As if both had one home and one shift: the later arrival, the earlier leave."""
        (since, to), (since2, to2) = team.shifts
        arrive = np.maximum(since + outs[0], since2 + outs[1])
        leave = np.maximum(backs[0] - to, backs[1] - to2) + max(to, to2)
        return self._on_grid(arrive) - self.begins(team), leave

    def _on_grid(self, minutes: Matrix) -> Matrix:
        return -(-minutes // self.problem.grid) * self.problem.grid

    def _loss(self, pair: tuple[int, int], visit: Visit) -> int:
        ids = (self.problem.tutors[t].id for t in pair)
        wishes = sum(visit.prefers.get(who, 0) for who in ids)
        return self._best(visit) - self.problem.weights.prefer * wishes

    def _closed(self, pair: tuple[int, int], points: Matrix, minutes: Matrix) -> tuple[Matrix, Matrix]:
        """Forbidden ways, and the visits that this pair may not serve, are out of reach."""
        m = len(self.teams)
        closed = [m + k for k, n in enumerate(self.visits) if not self._may(pair, n)]
        points[:, closed], minutes[:, closed] = NEVER, NEVER
        far = minutes >= FORBIDDEN
        points[far], minutes[far] = NEVER, NEVER
        np.fill_diagonal(points, 0)
        np.fill_diagonal(minutes, 0)
        return points, minutes

    def _may(self, pair: tuple[int, int], visit: int) -> bool:
        return may_serve(self.problem, pair, self.problem.visits[visit])
