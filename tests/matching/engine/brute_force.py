"""Every way of serving a visit, tried one by one, with the verifier as the only judge."""

from collections.abc import Iterator
from itertools import combinations

from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import Problem, Visit, allowed_starts
from tutor.matching.engine.verify import violations

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
