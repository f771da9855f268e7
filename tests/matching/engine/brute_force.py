"""Every way of serving a visit, tried one by one, with the verifier as the only judge."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from tutor.matching.engine.plan import Plan, Reason, Served
from tutor.matching.engine.problem import Problem, Visit, allowed_starts
from tutor.matching.engine.verify import objective, violations

_TIMES = {"T1", "T2", "T3", "T4", "T5"}


def breaks_times(problem: Problem, served: tuple[Served, ...]) -> bool:
    """Whether somebody's trips or limits do not work out; what each visit wants is not asked."""
    return any(v.code in _TIMES for v in violations(problem, Plan(problem.name, served, (), 0)))


def ways_to_serve(problem: Problem, one: Visit) -> Iterator[Served]:
    """Every start and group that V1 to V5 allow."""
    for start in allowed_starts(problem.grid, one):
        for group in combinations(problem.tutors, one.tutors):
            enough = all(sum(tag in t.skills for t in group) >= n for tag, n in one.needs.items())
            if enough and not any(t.id in one.refuses for t in group):
                yield Served(one.id, start, tuple(t.id for t in group))


def most_at_one_start(problem: Problem, one: Visit) -> int:
    """The most non-refused tutors who could come at one start, each tried without the others."""
    return max(
        (
            sum(
                t.id not in one.refuses and not breaks_times(problem, (Served(one.id, start, (t.id,)),))
                for t in problem.tutors
            )
            for start in allowed_starts(problem.grid, one)
        ),
        default=0,
    )


def all_ways(
    problem: Problem, others: tuple[Served, ...], one: Visit
) -> dict[tuple[int, frozenset[str]], int]:
    """Every sound way to serve the visit beside the others, and what it changes."""
    before = objective(problem, Plan(problem.name, others, (), 0))
    found = {}
    for way in ways_to_serve(problem, one):
        if not breaks_times(problem, (*others, way)):
            after = objective(problem, Plan(problem.name, (*others, way), (), 0))
            found[way.start, frozenset(way.tutors)] = after - before
    return found


def faults_of(problem: Problem, tutor: str, served: Sequence[Served]) -> set[str]:
    """Rules that this tutor breaks by being at these visits, were there nobody else."""
    own = tuple(replace(one, tutors=(tutor,)) for one in served if tutor in one.tutors)
    return {v.code for v in violations(problem, Plan(problem.name, own, (), 0)) if v.code in _TIMES}


def true_reason(problem: Problem, plan: Plan, one: Visit) -> Reason:
    possible = most_at_one_start(problem, one)
    if possible < one.tutors:
        return Reason("too_few_tutors", possible=possible, required=one.tutors)
    if not any(not breaks_times(problem, (way,)) for way in ways_to_serve(problem, one)):
        return Reason("needs_unmet")
    ways = [way for way in ways_to_serve(problem, one) if not breaks_times(problem, (*plan.visits, way))]
    gains = [objective(problem, replace(plan, visits=(*plan.visits, way))) > plan.objective for way in ways]
    assert not any(gains), f"{one.id} could be added at a gain"
    return Reason("not_worth" if ways else "all_busy")


def best_objective(problem: Problem) -> int | None:
    """Of every plan there is; None if none keeps the rules. For a thousand plans or so."""
    ways: list[list[Served | None]] = [
        [*ways_to_serve(problem, one), *([] if one.fixed else [None])] for one in problem.visits
    ]
    plans = (Plan(problem.name, tuple(one for one in chosen if one), (), 0) for chosen in product(*ways))
    dearest_first = sorted(((objective(problem, plan), plan) for plan in plans), key=lambda pair: -pair[0])
    return next((points for points, plan in dearest_first if _keeps_the_rules(problem, plan)), None)


def _keeps_the_rules(problem: Problem, plan: Plan) -> bool:
    return not any(violation.code[0] in "VT" for violation in violations(problem, plan))
