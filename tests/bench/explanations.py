"""Whether what is said about visits is true, by trying everything, and how long it takes to say it.

.venv/bin/python -m tests.bench.explanations [effort]
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.matching.engine.brute_force import true_reason
from tests.matching.engine.kit import FOLDER
from tests.matching.engine.test_candidates import asked, is_true
from tests.matching.engine.test_what_if import whole
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import Problem, Range, Visit, allowed_starts
from tutor.matching.engine.problem_file import read_problem
from tutor.matching.engine.ranking import ranked
from tutor.matching.engine.solve import solve
from tutor.matching.engine.standing import standing, visit_of
from tutor.matching.engine.verify import violations
from tutor.matching.engine.what_if import Question
from tutor.matching.engine.why_not import why_not
from tutor.matching.engine.why_these import why_these

EFFORT = 3000


def planned(week: str, effort: int) -> tuple[Problem, Plan]:
    problem = read_problem(FOLDER / "weeks" / f"{week}.json")
    plan = solve(problem, seed=1, deadline=lambda: False, effort=effort)
    served, left = len(plan.visits), len(plan.unserved)
    print(f"{week}, {effort} steps: {served} served, {left} left out, objective {plan.objective}", flush=True)
    return problem, plan


def half_days(visit: Visit) -> list[Range]:
    """The ranges of starts of every half-day of the week, as the office offers them."""
    return [
        (day * 1440 + begins, day * 1440 + ends - visit.duration)
        for day in range(7)
        for begins, ends in ((540, 720), (780, 1020))
    ]


def left_out(problem: Problem, plan: Plan) -> Iterator[Visit]:
    ids = {one.id for one in plan.unserved}
    return (one for one in problem.visits if one.id in ids)


def check(week: str, effort: int) -> None:
    problem, plan = planned(week, effort)
    for what, judge in (("reasons", reasons), ("exclusions", exclusions), ("counterfactuals", what_ifs)):
        found = [true for one in left_out(problem, plan) for true in judge(problem, plan, one)]
        print(f"  {what}: {len(found)} checked, {found.count(False)} false", flush=True)
    found = [true for one in plan.visits for true in differences(problem, plan, one)]
    print(f"  differences to the next best: {len(found)} checked, {found.count(False)} false")


def reasons(problem: Problem, plan: Plan, one: Visit) -> Iterator[bool]:
    """Of the whole visit and of each half-day; the tag is left aside, as FORMAT.md does."""
    found = why_not(problem, plan.visits, one.id)
    asked_for = [
        (found.reason, one),
        *((half.reason, replace(one, starts=(half.window,))) for half in found.half_days),
    ]
    for reason, visit in asked_for:
        visits = tuple(visit if v.id == one.id else v for v in problem.visits)
        true = true_reason(replace(problem, visits=visits), plan, visit)
        yield reason is not None and replace(reason, tag=None) == true


def exclusions(problem: Problem, plan: Plan, one: Visit) -> Iterator[bool]:
    candidates = asked(problem, plan.visits, one.id)
    for number, who in enumerate(problem.tutors):
        for start in allowed_starts(problem.grid, one):
            way = Served(one.id, start, (who.id,))
            yield is_true(problem, plan.visits, way, candidates.exclusion(number, start))


def what_ifs(problem: Problem, plan: Plan, one: Visit) -> Iterator[bool]:
    for answer in Question(problem, plan.visits, one.id).answers(half_days(one)):
        after, without = whole(answer.problem, answer.served), whole(answer.problem, plan.visits)
        sound = not violations(answer.problem, after) and answer.visit in after.visits
        yield sound and answer.gain == after.objective - without.objective


def differences(problem: Problem, plan: Plan, here: Served) -> Iterator[bool]:
    found = why_these(problem, plan.visits, here.id)
    if found is None:
        yield False
        return
    others = tuple(one for one in plan.visits if one != here)
    for other in (found.other_group, found.other_start):
        if other:
            way = Served(here.id, other.choice.start, other.choice.tutors)
            after = whole(problem, (*others, way))
            yield not violations(problem, after) and plan.objective - after.objective == other.loss


def measure(week: str, effort: int) -> None:
    problem, plan = planned(week, effort)
    served, ids = plan.visits, [one.id for one in plan.visits]
    timed("a request ranked", problem.visits, lambda one: rank(problem, served, one.id))
    timed("why these tutors", ids, lambda id_: why_these(problem, served, id_))
    waiting = list(left_out(problem, plan))
    timed("why not", waiting, lambda one: why_not(problem, served, one.id))
    timed("counterfactuals", waiting, lambda one: Question(problem, served, one.id).answers(half_days(one)))
    nobody = read_problem(FOLDER / "weeks" / f"{week}.json")
    timed("a request ranked in an empty week", nobody.visits, lambda one: rank(nobody, (), one.id))


def rank(problem: Problem, served: tuple[Served, ...], visit_id: str) -> int:
    indexed = IndexedProblem(problem)
    return len(ranked(standing(indexed, served, but=visit_id), visit_of(indexed, visit_id)))


def timed(what: str, asked_for, call: Callable) -> None:
    """In milliseconds of the processor, so that other work on the machine does not count."""
    took = []
    for one in asked_for:
        began = time.thread_time()
        call(one)
        took.append(1000 * (time.thread_time() - began))
    p95, median = statistics.quantiles(took, n=20)[18], statistics.median(took)
    print(f"  {what}: {len(took)} times, median {median:.1f} ms, p95 {p95:.1f} ms, most {max(took):.1f} ms")


def main() -> None:
    if not FOLDER.exists():
        print("not measured: ../shared/matching is not beside this checkout")
        return
    effort = int(sys.argv[1]) if len(sys.argv) > 1 else EFFORT
    for week in ("S-1", "S-2"):
        for steps in (0, effort):
            check(week, steps)
    for week in ("M-1", "L-1"):
        measure(week, effort)


if __name__ == "__main__":
    main()
