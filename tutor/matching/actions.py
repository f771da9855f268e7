"""A plan is asked for, kept, published. What is changed by hand stands in by_hand.py."""

from collections.abc import Sequence
from datetime import date, datetime

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.jobs import actions as jobs
from tutor.jobs.models import Job
from tutor.lessons.models import Lesson
from tutor.local_time import local_date
from tutor.matching import classes, publishing, queries, reasons, rules
from tutor.matching.engine.fingerprint import problem_hash
from tutor.matching.engine.plan import Plan as EnginePlan
from tutor.matching.models import Plan, PlanLesson, PlanState, PlanVisit
from tutor.matching.rules import Fault
from tutor.matching.week_problem import WeekProblem
from tutor.office.models import Municipality
from tutor.people import queries as people

KIND = "solve_week"


def dedupe(municipality: Municipality, monday: date) -> str:
    return f"{municipality.id}:{monday.isoformat()}"


def week_of(job: Job) -> date:
    return date.fromisoformat(job.dedupe.partition(":")[2])


def ask_for_plan(municipality: Municipality, monday: date, *, seconds: int, by: Actor, now: datetime) -> Job:
    """Asked for twice while it is being made, it is one job."""
    rules.check_week(monday, today=local_date(now))
    return jobs.ask(
        KIND,
        dedupe=dedupe(municipality, monday),
        arguments={"municipality": municipality.id, "monday": monday.toordinal(), "seconds": seconds},
        municipality_id=municipality.id,
        by=by,
        now=now,
    )


def save_plan(
    municipality_id: int, week: WeekProblem, found: EnginePlan, *, by: Actor, now: datetime
) -> Plan:
    """An older draft of the same week is put aside; one that was changed by hand stays, to be compared."""
    older = queries.locked_of_week(municipality_id, week.monday)
    drafts = [one for one in older if one.state is PlanState.DRAFT]
    by_hand = any(queries.changed_by_hand(one) for one in drafts)
    gone = PlanState.PROPOSED if by_hand else PlanState.DRAFT
    for old in older:
        if old.state in {gone, PlanState.PROPOSED}:
            old.state = PlanState.DISCARDED
    plan = Plan(
        created_at=now,
        municipality_id=municipality_id,
        week=week.monday,
        state=PlanState.PROPOSED if by_hand else PlanState.DRAFT,
        problem_hash=problem_hash(week.problem),
        engine=found.engine,
        seed=found.seed,
        seconds=found.seconds,
        objective=found.objective,
        # The objective is whole, so a bound may be rounded down and stays a bound.
        bound=None if found.bound is None else int(found.bound // 1),
        visits=_visits(week, found),
        lessons=_lessons(week, found),
    )
    db.session.add(plan)
    db.session.flush()
    record("save_plan", plan, by=by, now=now, municipality_id=municipality_id)
    return plan


def choose(plan: Plan, *, by: Actor, now: datetime) -> None:
    """This one is worked on from now on; what was the draft is put aside and kept."""
    older = queries.locked_of_week(plan.municipality_id, plan.week)
    if plan.state is PlanState.DRAFT:
        return
    rules.check_choosable(plan.state, monday=plan.week, today=local_date(now))
    for old in older:
        if old.state is PlanState.DRAFT:
            old.state = PlanState.DISCARDED
    plan.state = PlanState.DRAFT
    db.session.flush()
    record("choose_plan", plan, by=by, now=now, municipality_id=plan.municipality_id)


def _visits(week: WeekProblem, found: EnginePlan) -> list[PlanVisit]:
    rows = {one.person_id: one for one in people.tutors_by_id(week.tutor_ids.values())}
    has_starts = {visit.id: bool(visit.starts) for visit in week.problem.visits}
    made = []
    for one in found.visits:
        if one.id not in week.requests:
            continue
        tutors = [rows[week.tutor_ids[code]] for code in one.tutors]
        made.append(_visit(week, one.id, starts_at=week.moment(one.start), tutors=tutors))
    for left in found.unserved:
        if left.id not in week.requests:
            continue
        why = reasons.kept(left.reasons, has_starts=has_starts[left.id])
        made.append(_visit(week, left.id, reasons=why))
    return made


def _lessons(week: WeekProblem, found: EnginePlan) -> list[PlanLesson]:
    rows = {one.person_id: one for one in people.tutors_by_id(week.tutor_ids.values())}
    return classes.proposals(found, week.lessons, {code: rows[id_] for code, id_ in week.tutor_ids.items()})


def _visit(week: WeekProblem, code: str, **values: object) -> PlanVisit:
    asked, pin = week.requests[code], week.pins.get(code)
    if pin is None:
        return PlanVisit(request_id=asked.id, request_version=asked.version, **values)
    kept = {"pinned": True, "waived": pin.waived, "because": pin.because}
    return PlanVisit(request_id=asked.id, request_version=pin.request_version, **kept, **values)


def publish(plan: Plan, *, by: Actor, now: datetime) -> list[Lesson]:
    """All of it or nothing; pressed twice, or by eight at once, it is done once.

    Raises Refused, which names every visit that is stale or clashes, and whoever cannot go.
    """
    plan = queries.locked(plan.id)
    if plan.state is PlanState.PUBLISHED:
        return queries.lessons_of(plan)
    planned = queries.planned(plan)
    rules.check_publishable(plan.state, planned=len(planned) + sum(bool(one.tutors) for one in plan.lessons))
    with db.session.begin_nested():
        _book(plan, planned, by=by, now=now)
    plan.state, plan.published_at = PlanState.PUBLISHED, now
    db.session.flush()
    record("publish_plan", plan, by=by, now=now, municipality_id=plan.municipality_id)
    return queries.lessons_of(plan)


def _book(plan: Plan, planned: Sequence[PlanVisit], *, by: Actor, now: datetime) -> None:
    week = publishing.problem_now(plan, planned, now=now)
    sound: list[PlanVisit] = []
    faults = [fault for one in plan.lessons if (fault := publishing.staff(one, by=by, now=now))]
    for visit in planned:
        answer = publishing.stale(visit, now=now) or publishing.book(visit, by=by, now=now)
        if isinstance(answer, Fault):
            faults.append(answer)
        else:
            sound.append(visit)
    rules.refuse_faults([*faults, *publishing.broken(week, sound, plan.lessons)])
