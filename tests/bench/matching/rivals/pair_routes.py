"""Fixed pairs, routed by PyVRP; whatever is not for two is put in afterwards, as greedy does, by anybody.

A limit over several shifts is no constraint of PyVRP: it is run in rounds, and a shift whose pair went
over a limit has less room in the next round, by the visits of least priority. `over_share` is not expressed.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pyvrp
from pyvrp.stop import MaxRuntime

from tests.bench.matching.rivals.answer import Answer, Limit, as_plan, better, greedy_plan
from tests.bench.matching.rivals.pair_data import PairData
from tests.bench.matching.rivals.teams import Team
from tutor.errors import Refused
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import DAY, Problem, Staffing

ROUNDS = 4
Made = list[tuple[Team, int, int]]
"""Team, visit, start."""


def solve_with(choose: Callable[[Problem], list[Team]], problem: Problem, limit: Limit, seed: int) -> Answer:
    teams = choose(problem)
    return better(problem, [partial(_search, problem, teams, limit, s) for s in (seed, seed + 1000)])


def _search(problem: Problem, teams: list[Team], limit: Limit, seed: int) -> Answer:
    room = {team: min(_day_limit(problem, t) for t in team.pair) for team in teams}
    best = Answer(greedy_alone(problem))
    for done in range(ROUNDS):
        made = _routed(PairData(problem, teams, room), limit.left() / (ROUNDS - done), seed + done)
        kept = _within_limits(problem, made)
        best = max(best, _filled(problem, kept), key=lambda one: as_plan(problem, one).objective)
        for team, count in Counter(team for team, _, _ in made).items():
            now = sum(team == one for one, _, _ in kept)
            room[team] = now if now < count else room[team]
    return best


def greedy_alone(problem: Problem) -> tuple[Served, ...]:
    """The visits that are not for two, and those that are pinned."""
    return greedy_plan(_only(problem, {}))


def _routed(pairs: PairData, seconds: float, seed: int) -> Made:
    if not pairs.data:  # nobody to pair, or nothing for two
        return []
    result = pyvrp.solve(pairs.data, MaxRuntime(seconds), seed=seed, collect_stats=False)
    if not result.best.is_feasible():
        return []
    return [stop for route in result.best.routes() for stop in _schedule(pairs, route)]


def _schedule(pairs: PairData, route: pyvrp.Route) -> Made:
    """As early as possible, which lies on the grid."""
    vehicle = route.vehicle_type()
    minutes = pairs.data.duration_matrix(pairs.data.vehicle_type(vehicle).profile)
    team = pairs.teams[vehicle]
    made: Made = []
    at, free = vehicle, pairs.begins(team)
    for number in (activity.idx for activity in route.schedule() if activity.is_client()):
        client = pairs.data.client(number)
        start = max(client.tw_early, free + int(minutes[at, client.location]))
        made.append((team, pairs.client_of[number], start))
        at, free = client.location, start + client.service_duration
    return made


def _within_limits(problem: Problem, made: Made) -> Made:
    """Without what goes over a limit of one of the two, the least priority first."""
    count: Counter[tuple[int, int | None]] = Counter()
    kept: Made = []
    for team, visit, start in sorted(made, key=lambda stop: _importance(problem, stop[1]), reverse=True):
        day = start // DAY
        if all(count[t, None] < _limit(problem.tutors[t].max_visits) for t in team.pair) and all(
            count[t, day] < _day_limit(problem, t) for t in team.pair
        ):
            count.update([(t, when) for t in team.pair for when in (None, day)])
            kept.append((team, visit, start))
    return kept


def _importance(problem: Problem, visit: int) -> tuple[bool, int]:
    return problem.visits[visit].fixed is not None, problem.visits[visit].priority


def _filled(problem: Problem, made: Made) -> Answer:
    """The pairs' visits stay as they are; then greedy places what is not for two.

    Nothing, if a visit that was left lay between two with no way from one to the other.
    """
    tutors = problem.tutors
    pinned = {visit: Staffing(start, tuple(tutors[t].id for t in team.pair)) for team, visit, start in made}
    try:
        return Answer(greedy_plan(_only(problem, pinned)))
    except Refused:
        return Answer(())


def _only(problem: Problem, pinned: dict[int, Staffing]) -> Problem:
    """Without the visits for two that no pair serves."""
    visits = [
        replace(visit, fixed=visit.fixed or pinned.get(n))
        for n, visit in enumerate(problem.visits)
        if visit.tutors != 2 or visit.fixed or n in pinned
    ]
    return replace(problem, visits=tuple(visits), current={})


def _day_limit(problem: Problem, tutor: int) -> int:
    who = problem.tutors[tutor]
    return min(_limit(who.max_visits), _limit(who.max_visits_per_day))


def _limit(most: int | None) -> int:
    return 10**6 if most is None else most
