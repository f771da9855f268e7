"""What stands between a draft and booked lessons: everything that may have changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tutor.actor import Actor
from tutor.errors import Refused
from tutor.lessons import actions as lessons
from tutor.lessons import staffing
from tutor.lessons.actions import Booking
from tutor.lessons.models import Lesson, LessonKind
from tutor.matching import classes, queries
from tutor.matching.engine.plan import Plan as EnginePlan
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import Problem, Visit
from tutor.matching.engine.verify import Violation, objective, violations
from tutor.matching.judging import CLOSED, NO_PLAN, of_somebody
from tutor.matching.models import Plan, PlanLesson, PlanVisit
from tutor.matching.rules import Fault
from tutor.matching.week_problem import WeekProblem, problem_of
from tutor.sentences import Said
from tutor.visit_requests import actions as requests
from tutor.visit_requests.queries import lesson_of

TITLE = "訪問レッスン"
BROKEN = {
    "V1": Said("始まりが15分きざみではありません。"),
    "V2": Said("希望の半日か、休業日が変わりました。"),
    "V3": Said("学生講師が2人ではありません。"),
    "V4": Said("教えられることが合う学生講師がいません。"),
    "unknown_tutor": Said("この週は、もう担当できません。"),
    "T1": Said("来られる時間に、訪問が収まりません。"),
    "T2": Said("前の訪問からの移動が間に合いません。"),
    "T3": Said("行き帰りの移動が間に合いません。"),
    "T4": Said("その場所まで行けません。"),
    "T5": Said("担当の回数が、上限をこえます。"),
}


def stale(visit: PlanVisit, *, now: datetime) -> Fault | None:
    """The request has changed under the plan, or the time has come."""
    request = visit.request
    if request.withdrawn_at is not None:
        return _fault(visit, Said("申込が取り下げられました。"))
    if lesson_of(request) is not None:
        return _fault(visit, Said("もう別のレッスンが決まっています。"))
    if request.version != visit.request_version:
        return _fault(visit, Said("申込の内容が変わりました。"))
    if start_of(visit) <= now:
        return _fault(visit, Said("日時が過ぎました。"))
    if any(row.person.learner is None for row in request.people):
        return _fault(visit, Said("受講者として登録されていない方がいます。"))
    return None


def book(visit: PlanVisit, *, by: Actor, now: datetime) -> Lesson | Fault:
    """Goes on after a clash, so that one answer names them all."""
    try:
        return _book(visit, by=by, now=now)
    except Refused as clash:
        return _fault(visit, clash.said)


def _book(visit: PlanVisit, *, by: Actor, now: datetime) -> Lesson:
    request = visit.request
    lesson = lessons.book(
        Booking(
            programme=request.programme,
            kind=LessonKind.VISIT,
            title=TITLE,
            starts_at=start_of(visit),
            ends_at=start_of(visit) + timedelta(minutes=request.minutes),
            tutors=visit.tutors,
            learners=[row.person.learner for row in request.people if row.person.learner],
            household=request.household,
            venue=request.venue,
            form_key=queries.form_key(visit),
        ),
        by=by,
        now=now,
    )
    requests.link_lesson(request, lesson, by=by, now=now)
    return lesson


def staff(proposed: PlanLesson, *, by: Actor, now: datetime) -> Fault | None:
    """The class gets who is still lacking; called off, or staffed by hand meanwhile, it needs nobody."""
    lesson, tutors = proposed.lesson, proposed.tutors
    if not tutors or not lesson.live or not lesson.lacking:
        return None
    if lesson.starts_at != proposed.starts_at:
        return Fault(lesson.title, Said("教室の日時が変わりました。"), proposed.starts_at, is_thing=True)
    there = {row.tutor_id for row in lesson.assigned}
    coming = [one for one in tutors if one.person_id not in there][: lesson.lacking]
    try:
        staffing.assign(lesson, coming, by=by, now=now)
    except Refused as clash:
        return Fault(lesson.title, clash.said, proposed.starts_at, is_thing=True)
    return None


def problem_now(plan: Plan, planned: Sequence[PlanVisit], *, now: datetime) -> WeekProblem:
    """The plan's own requests as a problem of this minute. Build it before anything is booked."""
    asked = [visit.request for visit in planned]
    week = problem_of(asked, plan.municipality, plan.week, earliest=now, now=now, proposed=plan.lessons)
    by_hand = {visit.code: visit for visit in planned if visit.waived}
    visits = tuple(
        _as_agreed(visit, week, by_hand[visit.id]) if visit.id in by_hand else visit
        for visit in week.problem.visits
    )
    return replace(week, problem=replace(week.problem, visits=visits))


def _as_agreed(visit: Visit, week: WeekProblem, by_hand: PlanVisit) -> Visit:
    """What a coordinator arranged on the telephone stands above wishes and qualifications."""
    start, waived = week.minute(start_of(by_hand)), set(by_hand.waived.split())
    return replace(
        visit,
        starts=((start, start),) if waived & {"V2", CLOSED} else visit.starts,
        needs={} if "V4" in waived else visit.needs,
        refuses=frozenset() if "V5" in waived else visit.refuses,
    )


def broken(
    week: WeekProblem, visits: Sequence[PlanVisit], proposed: Sequence[PlanLesson] = ()
) -> list[Fault]:
    """Judged by the verifier, which knows nothing of the search: hours, ways, limits, qualifications."""
    known = {visit.request.code: visit for visit in visits}
    there = tuple(classes.served(proposed, week.monday))
    problem = _only(week.problem, {*known, *(one.id for one in there)})
    served = there + tuple(
        Served(code, week.minute(start_of(visit)), tuple(tutor.person.code for tutor in visit.tutors))
        for code, visit in known.items()
    )
    plan = EnginePlan(problem=problem.name, visits=served, unserved=(), objective=0)
    plan = replace(plan, objective=objective(problem, plan))
    over = {t.person.code for visit in visits if "T5" in visit.waived.split() for t in visit.tutors}
    found = [one for one in violations(problem, plan) if one.code != "T5" or one.fields["tutor"] not in over]
    return list(dict.fromkeys(_named(one, known, proposed) for one in found))


def _only(problem: Problem, codes: Iterable[str]) -> Problem:
    wanted = set(codes)
    return replace(problem, visits=tuple(visit for visit in problem.visits if visit.id in wanted))


def _named(violation: Violation, visits: dict[str, PlanVisit], proposed: Sequence[PlanLesson]) -> Fault:
    """A sentence with the names of people instead of ids; a way belongs to the visit it leads to."""
    why = BROKEN.get(violation.code, NO_PLAN)
    going = [tutor for visit in visits.values() for tutor in visit.tutors]
    going += [tutor for one in proposed for tutor in one.tutors]
    names = {one.person.code: one.person.name for one in going}
    fields = violation.fields
    tutor = names.get(fields.get("tutor", ""))
    code = next((fields[key] for key in ("visit", "to", "from") if fields.get(key) in visits), None)
    if code is None:
        return Fault(tutor or Said("学生講師"), why)
    return _fault(visits[code], of_somebody(tutor or "", why))


def _fault(visit: PlanVisit, why: Said) -> Fault:
    return Fault(tuple(row.person.name for row in visit.request.people), why, visit.starts_at)


def start_of(visit: PlanVisit) -> datetime:
    assert visit.starts_at is not None, "only visits with a time are published"
    return visit.starts_at
