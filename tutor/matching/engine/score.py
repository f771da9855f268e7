"""The objective of a plan, from its parts, straight from FORMAT.md. Knows nothing of the solver."""

from collections.abc import Mapping
from itertools import pairwise

from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import Problem, Range, Tutor, Visit, fair_shares

PARTS = ("serve", "prefer", "travel", "over_share", "move", "swap")
_GAINS = ("serve", "prefer")


def objective(problem: Problem, plan: Plan) -> int:
    """Recomputed; what the plan states is not looked at. Meant for plans that keep the rules."""
    amounts = parts(problem, plan)
    return sum(
        amount * getattr(problem.weights, part) * (1 if part in _GAINS else -1)
        for part, amount in amounts.items()
    )


def parts(problem: Problem, plan: Plan) -> Mapping[str, int]:
    """How much of each part, before the weights: priorities, wishes, minutes, visits, moves, swaps."""
    visits = {visit.id: visit for visit in problem.visits}
    served = served_by_id(problem, plan)
    pairs = [(visits[v.id], tutor_id) for v in served.values() for tutor_id in v.tutors]
    return {
        "serve": sum(visits[visit_id].priority for visit_id in served),
        "prefer": sum(visit.prefers.get(tutor_id, 0) for visit, tutor_id in pairs),
        "travel": sum(_minutes(problem, tutor, served) for tutor in problem.tutors),
        "over_share": _over_share(problem, served),
        "move": sum(served[i].start != old.start if i in served else 1 for i, old in problem.current.items()),
        "swap": sum(
            i not in served or tutor_id not in served[i].tutors
            for i, old in problem.current.items()
            for tutor_id in old.tutors
        ),
    }


def served_by_id(problem: Problem, plan: Plan) -> dict[str, Served]:
    """The served visits the problem knows, with the tutors it knows, each once."""
    visits, tutors = {v.id for v in problem.visits}, {t.id for t in problem.tutors}
    found: dict[str, Served] = {}
    for entry in plan.visits:
        if entry.id in visits and entry.id not in found:
            group = tuple(t for t in dict.fromkeys(entry.tutors) if t in tutors)
            found[entry.id] = Served(entry.id, entry.start, group)
    return found


def trips(
    problem: Problem, tutor: Tutor, served: Mapping[str, Served]
) -> dict[Range, list[tuple[int, Visit]]]:
    """The tutor's stops by shift, in order of start; stops outside every shift belong to no trip."""
    visits = {visit.id: visit for visit in problem.visits}
    found: dict[Range, list[tuple[int, Visit]]] = {}
    for entry in sorted(served.values(), key=lambda v: (v.start, v.id)):
        visit = visits[entry.id]
        for since, to in tutor.shifts if tutor.id in entry.tutors else ():
            if since <= entry.start and entry.start + visit.duration <= to:
                found.setdefault((since, to), []).append((entry.start, visit))
    return found


def _minutes(problem: Problem, tutor: Tutor, served: Mapping[str, Served]) -> int:
    matrix, total = problem.travel[tutor.mode], 0
    for stops in trips(problem, tutor, served).values():
        places = [tutor.home, *(visit.place for _, visit in stops), tutor.home]
        total += sum(matrix[a][b] for a, b in pairwise(places))
    return total


def _over_share(problem: Problem, served: Mapping[str, Served]) -> int:
    visits = {visit.id: visit for visit in problem.visits}
    fair = fair_shares(problem, sum(visits[visit_id].tutors for visit_id in served))
    counts = (sum(tutor.id in v.tutors for v in served.values()) for tutor in problem.tutors)
    return sum(max(0, count - share) for count, share in zip(counts, fair, strict=True))
