"""What one change by hand did to a visit of the board, as it is kept, and in a sentence."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from tutor.matching import step_queries, visit_queries
from tutor.matching.models import SWAP, UNDO, BoardStep, PlanVisit
from tutor.sentences import Said, together

DONE = {
    "move": Said("動かしました"),
    "pin": Said("固定しました"),
    "unpin": Said("固定を外しました"),
    "leave_out": Said("計画から外しました"),
    "hold": Said("止めました"),
    "release": Said("計画にもどしました"),
    UNDO: Said("変更をもとにもどしました"),
    SWAP: Said("教室の担当の案を替えました"),
    "move_lesson": Said("決まったレッスンを動かしました"),
}


@dataclass(frozen=True)
class VisitState:
    """Where a visit stands. `tutors` are person codes; `held`: its request is not to be planned."""

    starts_at: datetime | None
    tutors: tuple[str, ...]
    pinned: bool = False
    waived: str = ""
    reasons: str = "[]"
    held: bool = False

    def but(self, **changes: Any) -> "VisitState":
        return replace(self, **changes)


def state_of(visit: PlanVisit) -> VisitState:
    return VisitState(
        visit.starts_at,
        tuple(sorted(one.person.code for one in visit.tutors)),
        visit.pinned,
        visit.waived,
        visit.reasons,
        visit_queries.open_hold(visit.request_id) is not None,
    )


def written(state: VisitState) -> str:
    starts_at = state.starts_at.isoformat() if state.starts_at else None
    return json.dumps(asdict(state) | {"starts_at": starts_at, "tutors": sorted(state.tutors)})


def read(stored: str) -> VisitState:
    found = json.loads(stored)
    starts_at = datetime.fromisoformat(found["starts_at"]) if found["starts_at"] else None
    return VisitState(**{**found, "starts_at": starts_at, "tutors": tuple(found["tutors"])})


def last_change(visit: PlanVisit) -> Said:
    """Who changed it last, when, and what it is now."""
    step, now = step_queries.last_step(visit), Said("今は、%(where)s。", where=where(visit))
    return now if step is None else together(done_by(step), now)


def done_by(step: BoardStep) -> Said:
    """小野寺 恵さんが11月25日(水) 10:03に動かしました。"""
    who = Said("%(name)sさん", name=step.by.name) if step.by else Said("調整担当")
    return Said("%(who)sが%(when)sに%(done)s。", who=who, when=step.created_at, done=DONE[step.verb])


def where(visit: PlanVisit) -> Said:
    if visit.starts_at is None:
        return Said("計画に入っていません")
    names = [one.person.family_name for one in visit.tutors]
    return Said("%(when)s %(names)sです", when=visit.starts_at, names=names)
