"""The draft of a week changed by hand: moved, pinned, left out, held, and all of it undone.

Each verb locks the plan first, so that changes of one board wait for each other; `seen` is the version
on the screen that was pressed, and a screen that is behind changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.matching import holding, reasons, rules, steps, visit_queries
from tutor.matching.judging import broken_by, check_broken, check_firm
from tutor.matching.models import UNDO, BoardStep, PlanVisit
from tutor.matching.steps import VisitState
from tutor.people.models import Tutor
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.queries import lesson_of


def set_visit(
    visit: PlanVisit,
    *,
    starts_at: datetime,
    tutors: Sequence[Tutor],
    because: str = "",
    seen: int | None = None,
    by: Actor,
    now: datetime,
) -> BoardStep:
    """Hours and ways count; wishes, qualifications and limits may be set aside `because` of a reason."""
    visit = _open(visit, seen, to_weigh=True)
    _check_request(visit)
    rules.check_set(
        starts_at, tutors, wanted=visit_queries.tutors_wanted(visit), monday=visit.plan.week, now=now
    )
    visit_queries.hold_tutors(tutors)
    broken = broken_by(visit, starts_at=starts_at, tutors=tutors, now=now)
    check_broken(broken, because)
    waived = " ".join(sorted({one.code for one in broken}))
    state = VisitState(starts_at, tuple(one.person.code for one in tutors), pinned=True, waived=waived)
    return _step(visit, "move", state, because if waived else "", tutors=tutors, by=by, now=now)


def _check_request(visit: PlanVisit) -> None:
    if visit.request.withdrawn_at is not None:
        raise Refused("申込が取り下げられています。何も変えていません。")
    if lesson_of(visit.request) is not None:
        raise Refused("もう別のレッスンが決まっています。何も変えていません。")
    if visit_queries.open_hold(visit.request_id) is not None:
        raise Refused("この申込は、いま止めてあります。先に「計画にもどす」を押してください。")


def pin(visit: PlanVisit, *, pinned: bool, seen: int | None = None, by: Actor, now: datetime) -> BoardStep:
    """A pinned visit stays where it is when the week is planned anew."""
    visit = _open(visit, seen)
    if visit.starts_at is None:
        raise Refused("まだ時間が決まっていないので、固定できません。")
    state = steps.state_of(visit)
    return _step(visit, "pin" if pinned else "unpin", state.but(pinned=pinned), visit.because, by=by, now=now)


def leave_out(visit: PlanVisit, *, seen: int | None = None, by: Actor, now: datetime) -> BoardStep:
    """So that one stale visit does not hold up all the others. The request stays open."""
    visit = _open(visit, seen)
    if visit.starts_at is None:
        raise Refused("もう計画から外れています。")
    return _step(visit, "leave_out", _aside(reasons.LEFT_OUT), "", by=by, now=now)


def hold(visit: PlanVisit, *, because: str, seen: int | None = None, by: Actor, now: datetime) -> BoardStep:
    """The request is not planned, in this week or another, until somebody releases it."""
    visit = _open(visit, seen)
    step = _step(visit, "hold", _aside(reasons.HELD, held=True), "", by=by, now=now)
    holding.hold(visit.request, because=because, by=by, now=now)
    return step


def release(visit: PlanVisit, *, seen: int | None = None, by: Actor, now: datetime) -> BoardStep:
    visit = _open(visit, seen)
    held = visit_queries.open_hold(visit.request_id)
    if held is None:
        raise Refused("この申込は、止めてありません。")
    step = _step(visit, "release", _aside(reasons.LEFT_OUT), "", by=by, now=now)
    step.because = held.because
    holding.release(visit.request, by=by, now=now)
    return step


def _aside(code: str, *, held: bool = False) -> VisitState:
    return VisitState(None, (), reasons=reasons.code_only(code), held=held)


def take_in(plan_code: str, request: VisitRequest, *, by: Actor, now: datetime) -> PlanVisit:
    """A request that came in after the plan was made gets a row in it. Taken in twice, it is in."""
    plan = visit_queries.locked_plan(plan_code, actor=by)
    rules.check_draft(plan.state)
    known = visit_queries.of_request(plan, request)
    if known is not None:
        return known
    if request.programme.municipality_id != plan.municipality_id:
        raise Refused("ほかの市町の申込です。")
    visit = PlanVisit(
        plan=plan,
        request=request,
        request_version=request.version,
        reasons=reasons.code_only(reasons.CAME_LATER),
    )
    db.session.add(visit)
    _record(visit, "take_in", by=by, now=now)
    return visit


def undo(step: BoardStep, *, by: Actor, now: datetime) -> None:
    """Back to what it was, if the visit is still as this step left it."""
    assert step.visit is not None, "what concerns a booked lesson is undone elsewhere, with its messages"
    visit = _open(step.visit, None, to_weigh=True)
    db.session.refresh(step)
    if step.undone_at is not None:
        raise Refused("この変更は、もうもとにもどしてあります。")
    left, before = steps.read(step.after), steps.read(step.before)
    if steps.state_of(visit) != left:
        raise Refused(
            "%(last)s そのため、この変更はもとにもどせません。何も変えていません。",
            last=steps.last_change(visit),
        )
    tutors = _tutors_again(visit, before, now)
    _step(visit, UNDO, before, step.because, tutors=tutors, by=by, now=now)
    if left.held and not before.held:
        holding.release(visit.request, by=by, now=now)
    elif before.held and not left.held:
        holding.hold(visit.request, because=step.because, by=by, now=now)
    step.undone_at, step.undone_by_id = now, by.person_id
    db.session.flush()


def _tutors_again(visit: PlanVisit, before: VisitState, now: datetime) -> Sequence[Tutor]:
    """Somebody else may have been given these tutors since. The reason is that it was so before."""
    tutors = visit_queries.tutors_by_code(before.tutors)
    if before.starts_at is not None:
        visit_queries.hold_tutors(tutors)
        broken = broken_by(visit, starts_at=before.starts_at, tutors=tutors, now=now)
        check_firm(broken)
    return tutors


def _open(visit: PlanVisit, seen: int | None, *, to_weigh: bool = False) -> PlanVisit:
    """The visit as it stands now, and nobody else changes this board until the transaction ends."""
    visit = visit_queries.locked_visit(visit.id, to_weigh=to_weigh)
    rules.check_draft(visit.plan.state)
    if seen is not None and seen != visit.version:
        raise Refused(
            "この画面は古くなっています。%(last)s 何も変えていません。画面を開き直してください。",
            last=steps.last_change(visit),
        )
    return visit


def _step(
    visit: PlanVisit,
    verb: str,
    state: VisitState,
    because: str,
    *,
    tutors: Sequence[Tutor] | None = None,
    by: Actor,
    now: datetime,
) -> BoardStep:
    before = steps.state_of(visit)
    step = BoardStep(
        created_at=now,
        municipality_id=visit.plan.municipality_id,
        week=visit.plan.week,
        visit=visit,
        verb=verb,
        before=steps.written(before),
        after=steps.written(state),
        because=visit.because,
        by_id=by.person_id,
    )
    db.session.add(step)
    _apply(visit, state, because.strip()[:200], visit.tutors if tutors is None else tutors)
    if verb in {"move", "pin"}:
        # Whoever looks at it now has agreed to the request as it is now.
        visit.request_version = visit.request.version
    _record(visit, verb, by=by, now=now)
    return step


def _apply(visit: PlanVisit, state: VisitState, because: str, tutors: Sequence[Tutor]) -> None:
    visit.starts_at, visit.pinned, visit.waived = state.starts_at, state.pinned, state.waived
    visit.reasons, visit.because = state.reasons, because
    visit.tutors = list(tutors) if state.tutors else []
    visit.version += 1


def _record(visit: PlanVisit, verb: str, *, by: Actor, now: datetime) -> None:
    db.session.flush()
    record(f"{verb}_planned_visit", visit, by=by, now=now, municipality_id=visit.plan.municipality_id)
