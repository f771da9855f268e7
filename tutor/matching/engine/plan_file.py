"""The writer of `tutor-match-plan/1`, one visit a line and the same bytes every time."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor.errors import Refused
from tutor.matching.engine.json_text import one_line, write_bytes
from tutor.matching.engine.plan import Plan, Reason

FORMAT = "tutor-match-plan/1"


def plan_document(plan: Plan) -> dict[str, Any]:
    """The plan as JSON values, in the order of FORMAT.md."""
    return {
        "format": FORMAT,
        "problem": plan.problem,
        "visits": [{"id": v.id, "start": v.start, "tutors": list(v.tutors)} for v in plan.visits],
        "unserved": [{"id": v.id, "reasons": [_reason(r) for r in v.reasons]} for v in plan.unserved],
        "objective": plan.objective,
        "bound": plan.bound,
        "seconds": plan.seconds,
        "seed": plan.seed,
    }


def plan_bytes(plan: Plan, more: Mapping[str, Any] | None = None) -> bytes:
    """`more` are keys of our own (x_...), which other readers pass over."""
    document = {**plan_document(plan), **(more or {})}
    lines = [f"{one_line(key)}:{_lines(value)}" for key, value in document.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def write_plan(plan: Plan, path: Path, more: Mapping[str, Any] | None = None) -> None:
    """Packed when the name ends in .gz. Raises Refused if the file cannot be written."""
    try:
        write_bytes(path, plan_bytes(plan, more))
    except OSError as error:
        raise Refused(
            "ファイル「%(file)s」に書けません（%(detail)s）。場所と空き容量をお確かめください。",
            file=path.name,
            detail=str(error),
        ) from error


def _lines(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(one_line(item) for item in value) + "\n]"
    return one_line(value)


def _reason(reason: Reason) -> dict[str, Any]:
    known = {"code": reason.code, "possible": reason.possible, "required": reason.required, "tag": reason.tag}
    return {key: value for key, value in known.items() if value is not None}
