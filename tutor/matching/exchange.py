"""Files of FORMAT.md that the product itself writes and reads: a problem out, a plan in."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from tutor.errors import Refused
from tutor.matching.engine import plan_file, problem_file, shape
from tutor.matching.engine.json_text import one_line, read_json, write_bytes
from tutor.matching.engine.plan import Code, Plan, Reason, Served, Unserved
from tutor.matching.engine.problem import Problem, Tutor

KEYS = ("format", "problem", "visits", "unserved", "objective", "bound", "seconds", "seed")


def problem_bytes(problem: Problem) -> bytes:
    """One line a key, sets sorted: the same problem is the same bytes."""
    document = {**asdict(problem), "tutors": [_tutor(tutor) for tutor in problem.tutors]}
    lines = [f'"format":{one_line(problem_file.FORMAT)}']
    lines += [f"{one_line(key)}:{one_line(_plain(value))}" for key, value in document.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _tutor(tutor: Tutor) -> dict[str, Any]:
    found = asdict(tutor)
    carried = found.pop("carried")
    return {**found, problem_file.CARRIED: carried} if carried else found


def write_problem(problem: Problem, path: Path) -> None:
    """Packed when the name ends in .gz. It holds where people live: keep it inside the house."""
    write_bytes(path, problem_bytes(problem))


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def read_plan(path: Path) -> Plan:
    """Raises Refused, saying where in the file what is wrong."""
    found = shape.record(read_json(path), "計画", KEYS)
    if found["format"] != plan_file.FORMAT:
        raise Refused(
            "format は %(format)s でなければなりません。別の種類のファイルです。", format=plan_file.FORMAT
        )
    return Plan(
        problem=shape.name(found["problem"], "problem"),
        visits=shape.each(found["visits"], "visits", _served),
        unserved=shape.each(found["unserved"], "unserved", _unserved),
        objective=shape.integer(found["objective"], "objective"),
        bound=shape.number_or_null(found["bound"], "bound"),
        seconds=_seconds(found["seconds"]),
        seed=shape.integer(found["seed"], "seed"),
    )


def _seconds(value: Any) -> float:
    seconds = shape.number_or_null(value, "seconds")
    if seconds is None or seconds < 0:
        raise Refused("seconds は 0 以上の数にしてください。")
    return seconds


def _served(value: Any, where: str) -> Served:
    found = shape.record(value, where, ("id", "start", "tutors"))
    tutors = shape.each(found["tutors"], f"{where}.tutors", shape.name)
    start = shape.integer(found["start"], f"{where}.start", least=0)
    return Served(shape.name(found["id"], f"{where}.id"), start, tutors)


def _unserved(value: Any, where: str) -> Unserved:
    found = shape.record(value, where, ("id", "reasons"))
    return Unserved(
        shape.name(found["id"], f"{where}.id"), shape.each(found["reasons"], f"{where}.reasons", _reason)
    )


def _reason(value: Any, where: str) -> Reason:
    """Other engines may say more, with further keys."""
    found = shape.mapping(value, where)
    if found.get("code") not in get_args(Code):
        raise Refused("%(where)s の code が読み取れません。", where=where)
    return Reason(found["code"], found.get("possible"), found.get("required"), found.get("tag"))
