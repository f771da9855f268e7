"""Why a visit is left out of a plan that stands: the reason of each wished half-day, and of each tutor."""

from dataclasses import dataclass

from tutor.matching.engine.candidates import Candidates, Exclusion
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Reason, Served
from tutor.matching.engine.problem import Problem, Range
from tutor.matching.engine.ranking import Choice, ranked
from tutor.matching.engine.reasons import Alone
from tutor.matching.engine.standing import standing, visit_of


@dataclass(frozen=True)
class HalfDay:
    """One range of the visit's `starts`. The reason is that of FORMAT.md, were there no other start.

    No reason: the visit could be added here at a gain. `best` is the best choice here, if there is any;
    `excluded` says of each tutor, by id, what is nearest to coming, `able` who could come at some start.
    """

    window: Range
    reason: Reason | None
    best: Choice | None
    excluded: dict[str, Exclusion]
    able: tuple[str, ...]


@dataclass(frozen=True)
class WhyNot:
    visit_id: str
    reason: Reason | None
    half_days: tuple[HalfDay, ...]


def why_not(problem: Problem, served: tuple[Served, ...], visit_id: str) -> WhyNot:
    """Of a visit that these served ones are beside. Without any start there is only the reason of all."""
    indexed = IndexedProblem(problem)
    board, visit = standing(indexed, served, but=visit_id), visit_of(indexed, visit_id)
    alone, choices = Alone(indexed), ranked(board, visit)
    candidates = Candidates(board, visit)
    half_days = tuple(
        _half_day(candidates, alone, [one for one in choices if window[0] <= one.start <= window[1]], window)
        for window in visit.visit.starts
    )
    return WhyNot(visit_id, _reason(alone.reason(visit), choices), half_days)


def _half_day(candidates: Candidates, alone: Alone, choices: list[Choice], window: Range) -> HalfDay:
    visit = candidates.visit
    starts = [start for start in visit.starts if window[0] <= start <= window[1]]
    names = [tutor.id for tutor in candidates.board.indexed.problem.tutors]
    nearest = {name: candidates.nearest(number, starts) for number, name in enumerate(names)}
    return HalfDay(
        window,
        _reason(alone.reason(visit, window), choices),
        choices[0] if choices else None,
        {name: one for name, one in nearest.items() if one},
        tuple(name for name, one in nearest.items() if one is None),
    )


def _reason(alone: Reason | None, choices: list[Choice]) -> Reason | None:
    if alone or not choices:
        return alone or Reason("all_busy")
    return None if choices[0].gain > 0 else Reason("not_worth")
