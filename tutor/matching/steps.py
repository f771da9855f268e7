"""What one change by hand did to a visit of the board, as it is kept, and in a sentence."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from tutor.local_time import clock_time, local_date, short_date
from tutor.matching import step_queries, visit_queries
from tutor.matching.models import BoardStep, PlanVisit

DONE = {
    "move": "動かしました",
    "pin": "固定しました",
    "unpin": "固定を外しました",
    "leave_out": "計画から外しました",
    "hold": "止めました",
    "release": "計画にもどしました",
    "undo": "変更をもとにもどしました",
    "move_lesson": "決まったレッスンを動かしました",
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


def last_change(visit: PlanVisit) -> str:
    """Who changed it last, when, and what it is now."""
    step = step_queries.last_step(visit)
    if step is None:
        return f"今は、{where(visit)}。"
    return f"{done_by(step)}今は、{where(visit)}。"


def done_by(step: BoardStep) -> str:
    """小野寺 恵さんが11月25日(水) 10:03に動かしました。"""
    who = f"{step.by.name}さん" if step.by else "調整担当"
    when = f"{short_date(local_date(step.created_at))} {clock_time(step.created_at)}"
    return f"{who}が{when}に{DONE[step.verb]}。"


def where(visit: PlanVisit) -> str:
    if visit.starts_at is None:
        return "計画に入っていません"
    when = f"{short_date(local_date(visit.starts_at))} {clock_time(visit.starts_at)}"
    return f"{when} {'・'.join(one.person.family_name for one in visit.tutors)}です"
