"""A repair as a plan file that also says what it changes."""

from pathlib import Path
from typing import Any

from tutor.matching.engine.plan_file import write_plan
from tutor.matching.engine.problem import Staffing
from tutor.matching.engine.repair.changes import Change
from tutor.matching.engine.repair.repairs import Repair


def write_repair(repair: Repair, path: Path) -> None:
    """`x_reach`, `x_changes` (of what was published) and `x_added` stand beside the keys of FORMAT.md."""
    more = {
        "x_reach": repair.reach.value,
        "x_changes": [_change(one) for one in repair.changes],
        "x_added": list(repair.added),
    }
    write_plan(repair.plan, path, more)


def _change(change: Change) -> dict[str, Any]:
    after = _staffing(change.after) if change.after else None
    return {"id": change.id, "before": _staffing(change.before), "after": after}


def _staffing(one: Staffing) -> dict[str, Any]:
    return {"start": one.start, "tutors": list(one.tutors)}
