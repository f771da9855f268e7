"""Fixed pairs: who goes with whom, chosen before anybody is routed.

What a pair is worth is how many visits its shared shifts hold, times the share of all priority that
it may serve at all: overlap of shifts and mix of qualifications. The pairs of most worth together
are a matching of greatest weight. A pinned visit's two come first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from tutor.matching.engine.problem import DAY, FORBIDDEN, Problem, Range, Visit

VISIT_AND_WAY = 105
"""Minutes that a pair needs for one more visit in the same shift, about."""
PINNED = 10**6


@dataclass(frozen=True)
class Team:
    """Two tutors in a shift of each, which overlap."""

    pair: tuple[int, int]
    shifts: tuple[Range, Range]

    @property
    def day(self) -> int:
        return self.shifts[0][0] // DAY

    def together(self) -> int:
        return min(to for _, to in self.shifts) - max(since for since, _ in self.shifts)


def for_the_week(problem: Problem) -> list[Team]:
    return _chosen(problem, [_teams(problem, pair) for pair in _pairs(problem)])


def for_each_day(problem: Problem) -> list[Team]:
    """Other pairs every day: more than a fixed pair, still not one pair a visit."""
    found: list[Team] = []
    for day in range(problem.horizon_days):
        offered = [[t for t in _teams(problem, pair) if t.day == day] for pair in _pairs(problem)]
        found += _chosen(problem, offered)
    return found


def may_serve(problem: Problem, pair: tuple[int, int], visit: Visit) -> bool:
    """Number, qualifications and refusals; a pinned visit is for its own two."""
    tutors = [problem.tutors[t] for t in pair]
    ids = {tutor.id for tutor in tutors}
    if visit.tutors != 2 or ids & visit.refuses or (visit.fixed and ids != set(visit.fixed.tutors)):
        return False
    return all(sum(tag in tutor.skills for tutor in tutors) >= least for tag, least in visit.needs.items())


def _pairs(problem: Problem) -> Iterable[tuple[int, int]]:
    return combinations(range(len(problem.tutors)), 2)


def _teams(problem: Problem, pair: tuple[int, int]) -> list[Team]:
    one, other = (problem.tutors[t].shifts for t in pair)
    teams = [Team(pair, (a, b)) for a in one for b in other if a[0] // DAY == b[0] // DAY]
    return [team for team in teams if team.together() > 0]


def _chosen(problem: Problem, offered: list[list[Team]]) -> list[Team]:
    model = cp_model.CpModel()
    worth = [(_worth(problem, teams), teams) for teams in offered if teams]
    taken = {teams[0].pair: model.new_bool_var("") for points, teams in worth if points}
    for tutor in range(len(problem.tutors)):
        model.add_at_most_one(variable for pair, variable in taken.items() if tutor in pair)
    model.maximize(sum(points * taken[teams[0].pair] for points, teams in worth if points))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 5
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [team for p, teams in worth if p and solver.boolean_value(taken[teams[0].pair]) for team in teams]


def _worth(problem: Problem, teams: list[Team]) -> int:
    served = [
        visit
        for visit in problem.visits
        if may_serve(problem, teams[0].pair, visit) and any(_reach(problem, team, visit) for team in teams)
    ]
    pinned = PINNED * sum(visit.fixed is not None for visit in served)
    return pinned + _room(problem, teams) * sum(visit.priority for visit in served)


def _room(problem: Problem, teams: list[Team]) -> int:
    """Visits that fit in: by the minutes of each shift, by the day's limit and by the week's."""
    tutors = [problem.tutors[t] for t in teams[0].pair]
    a_day = min((t.max_visits_per_day for t in tutors if t.max_visits_per_day is not None), default=10**6)
    a_week = min((t.max_visits for t in tutors if t.max_visits is not None), default=10**6)
    by_day: dict[int, int] = {}
    for team in teams:
        by_day[team.day] = by_day.get(team.day, 0) + team.together() // VISIT_AND_WAY
    return min(a_week, sum(min(a_day, room) for room in by_day.values()))


def _reach(problem: Problem, team: Team, visit: Visit) -> bool:
    first, last = 0, problem.horizon_days * DAY
    for t, (since, to) in zip(team.pair, team.shifts, strict=True):
        tutor = problem.tutors[t]
        matrix = problem.travel[tutor.mode]
        out, back = matrix[tutor.home][visit.place], matrix[visit.place][tutor.home]
        if max(out, back) >= FORBIDDEN:
            return False
        first, last = max(first, since + out), min(last, to - back - visit.duration)
    return any(max(first, earliest) <= min(last, latest) for earliest, latest in visit.starts)
