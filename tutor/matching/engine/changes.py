"""What a change of a plan breaks that was not broken before."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.verify import Violation, objective, violations


def plan_of(problem: Problem, served: Iterable[Served]) -> Plan:
    """As the verifier wants it, with a true objective; who is left out is not listed."""
    visits = tuple(served)
    plan = Plan(problem.name, visits, (), objective=0)
    return Plan(problem.name, visits, (), objective=objective(problem, plan))


def newly_broken(problem: Problem, before: Plan, after: Plan) -> Iterator[Violation]:
    """What is broken before is not the change's fault; to have no place is no fault."""
    known = Counter(map(_key, violations(problem, before)))
    for one in violations(problem, after):
        if known[_key(one)]:
            known[_key(one)] -= 1
        elif one.code != "not_once":
            yield one


def _key(one: Violation) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The same fault of the same people, whatever its minutes are now."""
    names = ("visit", "tutor", "from", "to", "day")
    return one.code, tuple((name, str(one.fields[name])) for name in names if name in one.fields)
