"""Why these tutors go to a visit at this hour, and what the next best would have cost.

With everything else left as it is, so the differences are exact.
"""

from dataclasses import dataclass

from tutor.matching.engine.board import Board
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.ranking import Choice, minutes_added, ranked
from tutor.matching.engine.standing import standing, visit_of


@dataclass(frozen=True)
class Going:
    """`minutes` longer on the road for this visit; `wished` are points of `prefers`; `meets` the needs met.

    `load` counts the visits with this one, `fair` is the fair share of all work in this plan.
    """

    tutor: str
    minutes: int
    wished: int
    meets: tuple[str, ...]
    load: int
    fair: int


@dataclass(frozen=True)
class Other:
    """`loss`: by how much the objective would be lower; below 0 it would be better. `minutes` more in all."""

    choice: Choice
    loss: int
    minutes: int


@dataclass(frozen=True)
class WhyThese:
    """The best with another group at any hour, and the best other hour of the same group, if any.

    What is fixed has no others: nothing else is allowed (V6).
    """

    visit_id: str
    going: tuple[Going, ...]
    other_group: Other | None
    other_start: Other | None
    choices: int


def why_these(problem: Problem, served: tuple[Served, ...], visit_id: str) -> WhyThese | None:
    """None if the visit is not served as the rules want it: then a person has decided."""
    here = next(one for one in served if one.id == visit_id)
    indexed = IndexedProblem(problem)
    return why_here(standing(indexed, served, but=visit_id), visit_of(indexed, visit_id), here)


def why_here(board: Board, visit: IndexedVisit, here: Served) -> WhyThese | None:
    """The same on a board with everything but this visit on it."""
    choices, group = ranked(board, visit), set(here.tutors)
    now = next((one for one in choices if one.start == here.start and set(one.tutors) == group), None)
    if now is None:
        return None
    free = [] if visit.visit.fixed else [one for one in choices if one is not now]
    others = (one for one in free if set(one.tutors) != group)
    hours = (one for one in free if set(one.tutors) == group)
    return WhyThese(
        here.id,
        _going(board, visit, now),
        _other(board, visit, now, next(others, None)),
        _other(board, visit, now, next(hours, None)),
        len(choices),
    )


def _going(board: Board, visit: IndexedVisit, now: Choice) -> tuple[Going, ...]:
    indexed, fair = board.indexed, board.indexed.fair(board.work + visit.tutors)
    numbers = [indexed.shifts[number].tutor for number in now.shifts]
    return tuple(
        Going(
            tutor=tutor.id,
            minutes=minutes,
            wished=visit.visit.prefers.get(tutor.id, 0),
            meets=tuple(tag for tag in visit.visit.needs if tag in tutor.skills),
            load=board.count[number] + 1,
            fair=fair[number],
        )
        for number, minutes in zip(numbers, minutes_added(board, visit, now), strict=True)
        for tutor in [indexed.problem.tutors[number]]
    )


def _other(board: Board, visit: IndexedVisit, now: Choice, other: Choice | None) -> Other | None:
    if other is None:
        return None
    longer = sum(minutes_added(board, visit, other)) - sum(minutes_added(board, visit, now))
    return Other(other, now.gain - other.gain, longer)
