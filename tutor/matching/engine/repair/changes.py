"""What a plan changes in what was published: who must be told what."""

from dataclasses import dataclass

from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import Problem, Staffing


@dataclass(frozen=True, slots=True)
class Change:
    """Of one published visit. `after` is None if it is left out."""

    id: str
    before: Staffing
    after: Staffing | None

    @property
    def is_moved(self) -> bool:
        return self.after is not None and self.after.start != self.before.start

    @property
    def leaving(self) -> tuple[str, ...]:
        """Whom the learner expects and who does not come."""
        return _without(self.before.tutors, self.after.tutors if self.after else ())

    @property
    def coming(self) -> tuple[str, ...]:
        """Who comes and was not announced."""
        return _without(self.after.tutors if self.after else (), self.before.tutors)


def changes(problem: Problem, plan: Plan) -> tuple[Change, ...]:
    """In the order of the problem's visits; the order of the tutors of a visit is no change."""
    now = {one.id: _staffing(one) for one in plan.visits}
    found = (
        Change(visit.id, problem.current[visit.id], now.get(visit.id))
        for visit in problem.visits
        if visit.id in problem.current
    )
    return tuple(one for one in found if one.after is None or one.is_moved or one.leaving or one.coming)


def added(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Visits that are served and were not published."""
    return tuple(one.id for one in plan.visits if one.id not in problem.current)


def _staffing(one: Served) -> Staffing:
    return Staffing(one.start, one.tutors)


def _without(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in some if one not in others)
