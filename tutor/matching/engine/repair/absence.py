"""A published plan, and a tutor who cannot come: the problem that is to be planned again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tutor.errors import Refused
from tutor.matching.engine.plan import Plan
from tutor.matching.engine.problem import Problem, Range, Staffing, Tutor, Visit
from tutor.matching.engine.problem_rules import check_rules

MOVE, SWAP = 400, 150
"""Points: a visit at another time is worth more than one of priority 1, another face half of one."""


def published(problem: Problem, plan: Plan, *, move: int = MOVE, swap: int = SWAP) -> Problem:
    """The same problem, in which every departure from that plan costs. Raises Refused for unknown ids."""
    found = replace(
        problem,
        current={one.id: Staffing(one.start, one.tutors) for one in plan.visits},
        weights=replace(problem.weights, move=move, swap=swap),
    )
    check_rules(found)
    return found


def absent(problem: Problem, tutor_id: str, *, since: int, to: int) -> Problem:
    """Without that tutor between the two minutes; a pin that needs the tutor then is no pin any more.

    Raises Refused if there is no such tutor.
    """
    if all(one.id != tutor_id for one in problem.tutors):
        raise Refused("講師「%(tutor)s」は問題にいません。id をお確かめください。", tutor=tutor_id)
    away = (since, to)
    return replace(
        problem,
        tutors=tuple(_away(one, away) if one.id == tutor_id else one for one in problem.tutors),
        visits=tuple(_unpinned(one, tutor_id, away) for one in problem.visits),
    )


def _away(tutor: Tutor, away: Range) -> Tutor:
    return replace(tutor, shifts=tuple(_left_of(tutor.shifts, away)))


def _left_of(shifts: Iterable[Range], away: Range) -> Iterator[Range]:
    for since, to in shifts:
        for begins, ends in ((since, min(to, away[0])), (max(since, away[1]), to)):
            if begins < ends:
                yield begins, ends


def _unpinned(visit: Visit, tutor_id: str, away: Range) -> Visit:
    pin = visit.fixed
    if pin is None or tutor_id not in pin.tutors:
        return visit
    overlap = pin.start < away[1] and away[0] < pin.start + visit.duration
    return replace(visit, fixed=None) if overlap else visit
