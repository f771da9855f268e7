"""Before a move is taken: what it costs on the road, which rules it breaks, and what would be better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tutor.errors import Refused
from tutor.lessons.actions import refuse_clash
from tutor.matching import moves, visit_queries
from tutor.matching.judging import Broken, assigned, board_problem, explained
from tutor.matching.models import PlanVisit
from tutor.matching.moves import Outcome, Place
from tutor.matching.week_problem import WeekProblem
from tutor.people.models import Tutor
from tutor.sentences import EMPTY, Said


@dataclass(frozen=True)
class Offer:
    """A place on the board; minutes on the road in all and points are compared with the board as it is."""

    starts_at: datetime
    tutors: tuple[Tutor, ...]
    minutes: int
    points: int
    broken: tuple[Broken, ...] = ()
    clash: Said = EMPTY
    familiar: tuple[Tutor, ...] = ()
    """Of the tutors, who were there last time."""

    @property
    def is_possible(self) -> bool:
        return not self.clash and all(one.may_be_waived for one in self.broken)


class Desk:
    """The whole board as a problem, read once for all questions about one visit."""

    def __init__(self, visit: PlanVisit, *, now: datetime) -> None:
        self.visit, self.now = visit, now
        self.others = visit_queries.placed(visit.plan_id, PlanVisit.id != visit.id)
        self.proposed = visit_queries.proposed(visit.plan_id)
        self.week: WeekProblem = board_problem(visit, self.others, self.proposed, now=now)
        self.assigned = assigned(self.week, [visit, *self.others], self.proposed)
        self.tutors: Mapping[str, Tutor] = {
            one.person.code: one for one in visit_queries.tutors_by_code(self.week.tutor_ids)
        }

    def judge(self, starts_at: datetime, tutors: Sequence[Tutor]) -> Offer:
        place = Place(self.week.minute(starts_at), tuple(one.person.code for one in tutors))
        found = moves.outcome(self.week.problem, self.assigned, self.visit.code, place)
        return self._offer(found, place, clash=self._clash(starts_at, tutors))

    def best(self, *, but: Offer | None = None) -> list[Offer]:
        place = None
        if but is not None:
            codes = tuple(one.person.code for one in but.tutors)
            place = Place(self.week.minute(but.starts_at), codes)
        found = moves.best_places(self.week.problem, self.assigned, self.visit.code, but=place)
        return [self._offer(one, one.place) for one in found if one.place]

    def best_start(self, tutors: Sequence[Tutor], half_day: tuple[int, bool]) -> datetime | None:
        codes = [one.person.code for one in tutors]
        start = moves.best_start(self.week.problem, self.assigned, self.visit.code, codes, half_day)
        return None if start is None else self.week.moment(start)

    def _offer(self, found: Outcome, place: Place, *, clash: Said = EMPTY) -> Offer:
        known = {**self.tutors, **{one.person.code: one for one in self.visit.tutors}}
        tutors = tuple(known[code] for code in place.tutors if code in known)
        broken = tuple(explained(self.week, found, tutors))
        familiar = tuple(one for one in tutors if self._faces.get(one.person.code, 0) > 0)
        starts_at = self.week.moment(place.start)
        return Offer(starts_at, tutors, found.minutes, found.points, broken, clash, familiar)

    @property
    def _faces(self) -> Mapping[str, int]:
        """By code of a tutor how much he or she is wished for; nothing when the visit has lost its place."""
        return next((one.prefers for one in self.week.problem.visits if one.id == self.visit.code), {})

    def _clash(self, starts_at: datetime, tutors: Sequence[Tutor]) -> Said:
        ends_at = starts_at + timedelta(minutes=self.visit.request.minutes)
        learners = [row.person.learner for row in self.visit.request.people if row.person.learner]
        try:
            refuse_clash(tutors, learners, start=starts_at, end=ends_at)
        except Refused as why:
            return why.said
        return EMPTY
