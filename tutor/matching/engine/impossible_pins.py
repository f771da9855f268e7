"""Pins that cannot be kept, alone or together: they are let go, said, and everything else is planned.

What is pinned is promised as it stands, so a visit whose pin falls is left out, not put elsewhere.
Such a plan breaks V6 for that visit, and for no other.
"""

from collections.abc import Iterator
from dataclasses import replace

from tutor.matching.engine.board import clash, pinned, placed
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.plan import Plan, Reason, Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.reasons import Alone


def impossible_pins(problem: Problem) -> frozenset[str]:
    """Ids of visits that are pinned outside their tutors' hours, or that exclude another pin.

    Of several the one with the least priority falls, of equals the last of the file.
    """
    given = pinned(problem)
    if not given:
        return frozenset()
    # Only these: to index a large week twice costs a second.
    indexed = IndexedProblem(replace(problem, visits=tuple(one for one in problem.visits if one.fixed)))
    possible = {visit_id: one for visit_id, one in given.items() if _within_hours(indexed, one)}
    while trip := clash(placed(indexed, possible.values())):
        visits = [indexed.visits[number] for _, number in trip.stops]
        least = min(visits, key=lambda one: (one.visit.priority, -one.number))
        del possible[least.visit.id]
    return frozenset(given.keys() - possible.keys())


def _within_hours(indexed: IndexedProblem, one: Served) -> bool:
    duration = next(visit.duration for visit in indexed.visits if visit.visit.id == one.id)
    return all(indexed.shift_at(indexed.tutor_number[t], one.start, duration) for t in one.tutors)


def without(problem: Problem, dropped: frozenset[str]) -> Problem:
    """The problem in which those visits can only be left out."""
    if not dropped:
        return problem
    visits = (replace(one, fixed=None, starts=()) if one.id in dropped else one for one in problem.visits)
    return replace(problem, visits=tuple(visits))


def said(plan: Plan, problem: Problem, dropped: frozenset[str]) -> Plan:
    """The plan with the true reasons of those visits: the pin, and what stands against the visit even so."""
    if not dropped:
        return plan
    indexed = IndexedProblem(problem)
    alone, visits = Alone(indexed), {visit.visit.id: visit for visit in indexed.visits}
    unserved = (
        replace(one, reasons=tuple(_reasons(alone, visits[one.id]))) if one.id in dropped else one
        for one in plan.unserved
    )
    return replace(plan, unserved=tuple(unserved))


def _reasons(alone: Alone, visit: IndexedVisit) -> Iterator[Reason]:
    yield Reason("pin_impossible")
    even_so = alone.reason(visit)
    if even_so:
        yield even_so
