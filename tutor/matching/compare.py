"""Two plans of one week side by side: how many, how far, and whose visit differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tutor.matching import visit_queries
from tutor.matching.engine.plan import Plan as EnginePlan
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.score import objective, parts
from tutor.matching.judging import assigned
from tutor.matching.models import Plan, PlanVisit
from tutor.matching.week_problem import WeekProblem, problem_of
from tutor.visit_requests.models import VisitRequest


@dataclass(frozen=True)
class Figures:
    """Of one plan, measured on the same problem as the other."""

    planned: int
    left_out: int
    minutes: int
    points: int
    pinned: int


@dataclass(frozen=True)
class Difference:
    """A request that does not stand alike: None is without a place, or not in that plan."""

    request: VisitRequest
    first: PlanVisit | None
    second: PlanVisit | None


@dataclass(frozen=True)
class Comparison:
    first: Figures
    second: Figures
    differences: tuple[Difference, ...]


def compare(first: Plan, second: Plan, *, now: datetime) -> Comparison:
    placed = [visit_queries.placed(plan.id) for plan in (first, second)]
    asked = {one.request.id: one.request for visits in placed for one in visits}
    week = problem_of(list(asked.values()), first.municipality, first.week, earliest=now, now=now)
    both = [{one.request_id: one for one in visits} for visits in placed]
    differing = [
        Difference(request, both[0].get(id_), both[1].get(id_))
        for id_, request in asked.items()
        if _standing(both[0].get(id_)) != _standing(both[1].get(id_))
    ]
    return Comparison(_figures(week, first, placed[0]), _figures(week, second, placed[1]), tuple(differing))


def _standing(visit: PlanVisit | None) -> object:
    return visit and (visit.starts_at, {one.person_id for one in visit.tutors})


def _figures(week: WeekProblem, plan: Plan, placed: Iterable[PlanVisit]) -> Figures:
    visits = list(placed)
    found = EnginePlan(week.problem.name, tuple(assigned(week, visits, ()).values()), (), objective=0)
    return Figures(
        planned=len(visits),
        left_out=len(plan.visits) - len(visits),
        minutes=_minutes(week.problem, found),
        points=objective(week.problem, found),
        pinned=sum(one.pinned for one in visits),
    )


def _minutes(problem: Problem, plan: EnginePlan) -> int:
    return parts(problem, plan)["travel"]
