"""The rules that a place on the board would break, for people: which, whose, and which may be set aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tutor.errors import Refused
from tutor.lessons.actions import refuse_clash
from tutor.local_time import local_date
from tutor.matching import moves, visit_queries
from tutor.matching.classes import served
from tutor.matching.engine.plan import Served
from tutor.matching.engine.verify import Violation
from tutor.matching.models import Plan, PlanLesson, PlanVisit
from tutor.matching.moves import Outcome, Place
from tutor.matching.week_problem import WeekProblem, problem_of
from tutor.people.models import Tutor
from tutor.sentences import Said

CLOSED = "closed"
"""Ours, beside the codes of FORMAT.md: a closing day is a wish that the office cannot keep."""
NOBODY_EXPERIENCED = "experienced"
"""Ours too: of a class, whose pieces nobody judges together."""
MAY_BE_WAIVED = frozenset({"V2", "V4", "V5", "T5", CLOSED, NOBODY_EXPERIENCED})
RULES = {
    "V2": Said("希望の半日ではありません。"),
    CLOSED: Said("休業日です。"),
    "V4": Said("教えられることが合う学生講師がいません。"),
    NOBODY_EXPERIENCED: Said("経験のある学生講師が、一人もいなくなります。"),
    "V5": Said("断られた学生講師です。"),
    "T5": Said("担当の回数が、上限をこえます。"),
    "T1": Said("来られる時間に、訪問が収まりません。"),
    "T2": Said("ほかの訪問との間の移動が間に合いません。"),
    "T3": Said("行き帰りの移動が間に合いません。"),
    "T4": Said("その場所まで行けません。"),
    "unknown_tutor": Said("この週は、担当できません。"),
}
NO_PLAN = Said("計画の決まりに合いません。")


@dataclass(frozen=True)
class Broken:
    """`who` is a tutor's name, or nothing when the rule is the visit's own."""

    code: str
    who: str = ""

    @property
    def may_be_waived(self) -> bool:
        return self.code in MAY_BE_WAIVED

    @property
    def said(self) -> Said:
        return of_somebody(self.who, RULES.get(self.code, NO_PLAN))


def of_somebody(who: str, why: Said) -> Said:
    return Said("%(name)sさんは、%(why)s", name=who, why=why) if who else why


def board_problem(
    visit: PlanVisit,
    others: Iterable[PlanVisit],
    proposed: Sequence[PlanLesson],
    *,
    now: datetime,
    tutors: Sequence[Tutor] | None = None,
) -> WeekProblem:
    """The week with this visit and those of the plan that have a place; chosen tutors, or all."""
    return plan_problem(visit.plan, (visit, *others), proposed, now=now, tutors=tutors)


def plan_problem(
    plan: Plan,
    visits: Iterable[PlanVisit],
    proposed: Sequence[PlanLesson],
    *,
    now: datetime,
    tutors: Sequence[Tutor] | None = None,
) -> WeekProblem:
    asked = {one.request.id: one.request for one in visits}
    return problem_of(
        list(asked.values()),
        plan.municipality,
        plan.week,
        earliest=now,
        now=now,
        tutors=tutors,
        proposed=proposed,
    )


def assigned(
    week: WeekProblem, visits: Iterable[PlanVisit], proposed: Iterable[PlanLesson]
) -> dict[str, Served]:
    """With the classes for which the same plan proposes tutors."""
    there = {one.id for one in week.problem.visits}
    classes = served(proposed, week.monday)
    going = [one for one in classes if one.id in there and set(one.tutors) <= week.tutor_ids.keys()]
    return {one.id: one for one in going} | {
        one.code: Served(one.code, week.minute(one.starts_at), tuple(t.person.code for t in one.tutors))
        for one in visits
        if one.starts_at is not None
    }


def broken_by(
    visit: PlanVisit, *, starts_at: datetime, tutors: Sequence[Tutor], now: datetime
) -> list[Broken]:
    """Reads only the weeks of these tutors. Raises Refused when somebody has another lesson then."""
    ends_at = starts_at + timedelta(minutes=visit.request.minutes)
    learners = [row.person.learner for row in visit.request.people if row.person.learner]
    refuse_clash(tutors, learners, start=starts_at, end=ends_at)
    others = visit_queries.beside(visit, tutors)
    _refuse_same_learner(visit, others, start=starts_at, end=ends_at)
    proposed = visit_queries.proposed(visit.plan_id)
    week = board_problem(visit, others, proposed, now=now, tutors=tutors)
    place = Place(week.minute(starts_at), tuple(one.person.code for one in tutors))
    standing = assigned(week, [visit, *others], proposed)
    found = moves.outcome(week.problem, standing, visit.code, place)
    return explained(week, found, tutors)


def check_firm(broken: Sequence[Broken]) -> None:
    firm = [one for one in broken if not one.may_be_waived]
    if firm:
        raise Refused("そこには動かせません。%(why)s 何も変えていません。", why=[one.said for one in firm])


def check_broken(broken: Sequence[Broken], because: str) -> None:
    check_firm(broken)
    if broken and not because.strip():
        raise Refused(
            "%(why)s それでも動かすときは、わけを一言入れてください。何も変えていません。",
            why=[one.said for one in broken],
        )


def _refuse_same_learner(
    visit: PlanVisit, others: Iterable[PlanVisit], *, start: datetime, end: datetime
) -> None:
    learners = {row.person_id for row in visit.request.people}
    for one in others:
        if one.starts_at is None or one.id == visit.id:
            continue
        overlaps = one.starts_at < end and one.starts_at + timedelta(minutes=one.request.minutes) > start
        both = [row.person.name for row in one.request.people if row.person_id in learners]
        if overlaps and both:
            raise Refused("%(name)sさんには、同じ時間に別の訪問が組まれています。", name=both[0])


def explained(week: WeekProblem, found: Outcome, tutors: Iterable[Tutor]) -> list[Broken]:
    names = {one.person.code: one.person.name for one in tutors}
    return list(dict.fromkeys(_explained(week, one, names) for one in found.broken))


def _explained(week: WeekProblem, one: Violation, names: dict[str, str]) -> Broken:
    if one.code == "V2" and local_date(week.moment(one.fields["start"])) in week.closed:
        return Broken(CLOSED)
    code = str(one.fields.get("tutor", ""))
    return Broken(one.code, names.get(code, ""))
