"""How far a repair may reach: the hour of a lost visit, its day, the whole week."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tutor.matching.engine.board import board_with_fixed
from tutor.matching.engine.construct import keep_published
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.problem import DAY, Problem, Range, Staffing, Visit

SHELTER = 50
"""Priority above all others, for a visit that lost nobody, unless the whole week is planned anew."""


class Reach(StrEnum):
    """STAND_IN: nobody is moved, others come in place of those who cannot. DAY: what lies on the days
    of the lost visits may begin at another time of its day, anything may get other tutors, and nothing
    is left out for the sake of what was lost. WEEK: all that pays.
    """

    STAND_IN = "stand_in"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Published:
    """`kept` can stay as it was published; `lost` cannot."""

    kept: Mapping[str, Staffing]
    lost: Mapping[str, Staffing]

    @property
    def days(self) -> frozenset[int]:
        """On which something was lost."""
        return frozenset(one.start // DAY for one in self.lost.values())


def split(indexed: IndexedProblem) -> Published:
    """Pins first, then what was published, in the order of the problem, as long as it fits."""
    board = board_with_fixed(indexed)
    keep_published(board)
    kept: dict[str, Staffing] = {}
    lost: dict[str, Staffing] = {}
    for visit in indexed.visits:
        old = indexed.problem.current.get(visit.visit.id)
        if old is None:
            continue
        there = {indexed.problem.tutors[indexed.shifts[n].tutor].id for n in board.group[visit.number]}
        stays = board.start[visit.number] == old.start and there == set(old.tutors)
        (kept if stays else lost)[visit.visit.id] = old
    return Published(kept, lost)


def within(problem: Problem, found: Published, reach: Reach) -> Problem:
    """The problem in which only what is within reach can change; waiting visits are not in it.

    A plan of it keeps the rules of the whole problem; its objective is to be reckoned there.
    """
    if reach is Reach.WEEK:
        return problem
    known = (visit for visit in problem.visits if visit.id in problem.current or visit.fixed)
    return replace(problem, visits=tuple(_within(visit, found, reach) for visit in known))


def _within(visit: Visit, found: Published, reach: Reach) -> Visit:
    old = found.lost.get(visit.id) or found.kept.get(visit.id)
    if visit.fixed or old is None:
        return visit
    if visit.id in found.lost and reach is Reach.STAND_IN:
        return _between(visit, (old.start, old.start))
    if reach is Reach.STAND_IN:
        return replace(visit, fixed=old)
    day = old.start // DAY
    span = (day * DAY, (day + 1) * DAY - 1) if day in found.days else (old.start, old.start)
    more = 0 if visit.id in found.lost else SHELTER
    return replace(_between(visit, span), priority=visit.priority + more)


def _between(visit: Visit, span: Range) -> Visit:
    cut = ((max(first, span[0]), min(last, span[1])) for first, last in visit.starts)
    return replace(visit, starts=tuple((first, last) for first, last in cut if first <= last))
