"""What the database says about the answers that were given: nothing lost, nobody in two places."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from tutor.database import db
from tutor.lessons.models import Lesson, Staffing, StaffingState
from tutor.matching import after_publishing, steps
from tutor.matching.models import BoardStep, Plan, PlanState, PlanVisit

Answer = tuple[str, str, int, int]
"""(verb, code of the visit or lesson, version on the screen, status)"""


def faults(answers: Iterable[Answer]) -> list[str]:
    given = list(answers)
    return [*wrong_answers(given), *lost(given), *broken_chains(), *overlaps(), *published()]


def wrong_answers(answers: list[Answer]) -> Iterator[str]:
    for verb, what, _, status in answers:
        if status >= 500 or status not in {200, 303, 404, 409}:
            yield f"{verb} {what} was answered {status}"
    same = Counter((what, version) for verb, what, version, status in answers if _counts(verb, status))
    for (what, version), times in same.items():
        if times > 1:
            yield f"{what} was changed {times} times from version {version}"


def _counts(verb: str, status: int) -> bool:
    """Undo looks at what stands there, not at the version on the screen."""
    return status == 303 and verb not in {"look", "publish", "undo"}


def lost(answers: list[Answer]) -> Iterator[str]:
    """Each 303 is one step in the log, and each step was answered with a 303."""
    taken = Counter(what for verb, what, _, status in answers if status == 303 and verb != "publish")
    kept: Counter[str] = Counter()
    for step in db.session.query(BoardStep):
        subject = step.visit or step.lesson
        assert subject is not None
        kept[subject.code] += 1
    for code in taken | kept:
        if taken[code] != kept[code]:
            yield f"{code}: {taken[code]} answers, {kept[code]} steps"


def broken_chains() -> Iterator[str]:
    """Each step began where the last one ended, and the last one is what stands there now."""
    chains: dict[tuple[str, int], list[BoardStep]] = defaultdict(list)
    for step in db.session.query(BoardStep).order_by(BoardStep.id):
        key = ("visit", step.visit_id) if step.visit_id else ("lesson", step.lesson_id or 0)
        chains[key].append(step)
    for (kind, id_), chain in chains.items():
        for first, second in pairwise(chain):
            if steps.read(first.after) != steps.read(second.before):
                yield f"{kind} {id_}: step {second.id} did not begin where step {first.id} ended"
        if steps.read(chain[-1].after) != now(kind, id_):
            yield f"{kind} {id_}: what stands there is not what the last step ({chain[-1].verb}) left"
        if kind == "visit" and db.session.get_one(PlanVisit, id_).version != len(chain) + 1:
            yield f"visit {id_}: its version does not count its steps"


def now(kind: str, id_: int) -> steps.VisitState:
    if kind == "visit":
        return steps.state_of(db.session.get_one(PlanVisit, id_))
    return after_publishing.standing(db.session.get_one(Lesson, id_))


def overlaps() -> Iterator[str]:
    taken: dict[int, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for row in db.session.query(Staffing).filter(Staffing.live, Staffing.state != StaffingState.RELEASED):
        taken[row.tutor_id].append((row.starts_at, row.ends_at, f"lesson {row.lesson_id}"))
    drafts = db.session.query(PlanVisit).join(Plan).filter(Plan.state == PlanState.DRAFT)
    for visit in drafts.filter(PlanVisit.starts_at.is_not(None)):
        assert visit.starts_at is not None
        ends_at = visit.starts_at + timedelta(minutes=visit.request.minutes)
        for tutor in visit.tutors:
            taken[tutor.person_id].append((visit.starts_at, ends_at, f"visit {visit.code}"))
    for tutor_id, spans in taken.items():
        for first, second in pairwise(sorted(spans)):
            if second[0] < first[1]:
                yield f"tutor {tutor_id} is at {first[2]} and {second[2]} at once"


def published() -> Iterator[str]:
    """A published plan has exactly one lesson for each visit with a time, and no draft is left."""
    for plan in db.session.query(Plan).filter(Plan.state == PlanState.PUBLISHED):
        placed = sum(visit.starts_at is not None for visit in plan.visits)
        lessons = db.session.query(Lesson).filter(Lesson.form_key.startswith(f"plan-{plan.code}-")).count()
        if lessons != placed:
            yield f"plan {plan.code}: {placed} visits, {lessons} lessons"
