"""The reader of `tutor-match-problem/1`: syntax first, then the rules that need the whole file."""

from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

from tutor.errors import Refused
from tutor.matching.engine import shape
from tutor.matching.engine.json_text import read_json
from tutor.matching.engine.problem import Matrix, Place, Problem, Range, Staffing, Tutor, Visit, Weights
from tutor.matching.engine.problem_rules import check_rules

FORMAT = "tutor-match-problem/1"
CARRIED = "x_carried"
"""Of a tutor; ours, and not required."""


def read_problem(path: Path) -> Problem:
    """Raises Refused, saying where in the file what is wrong."""
    return problem_from(read_json(path))


def problem_from(document: Any) -> Problem:
    """The problem in a parsed JSON document. Raises Refused."""
    found = shape.record(document, "問題", ("format", *_keys(Problem)))
    if found["format"] != FORMAT:
        raise Refused("format は %(format)s でなければなりません。別の種類のファイルです。", format=FORMAT)
    problem = Problem(
        name=shape.name(found["name"], "name"),
        grid=shape.integer(found["grid"], "grid", least=1),
        horizon_days=shape.integer(found["horizon_days"], "horizon_days", least=1),
        places=shape.each(found["places"], "places", _place),
        travel={mode: _matrix(rows, f"travel.{mode}") for mode, rows in _pairs(found["travel"], "travel")},
        tutors=shape.each(found["tutors"], "tutors", _tutor),
        visits=shape.each(found["visits"], "visits", _visit),
        current={
            key: _staffing(value, f"current.{key}") for key, value in _pairs(found["current"], "current")
        },
        weights=_weights(found["weights"]),
    )
    check_rules(problem)
    return problem


def _keys(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_TUTOR = tuple(key for key in _keys(Tutor) if key != "carried")


def _pairs(value: Any, where: str) -> list[tuple[str, Any]]:
    return list(shape.mapping(value, where).items())


def _place(value: Any, where: str) -> Place:
    found = shape.record(value, where, _keys(Place))
    lat = shape.number_or_null(found["lat"], f"{where}.lat")
    lng = shape.number_or_null(found["lng"], f"{where}.lng")
    return Place(shape.text(found["name"], f"{where}.name"), lat, lng)


def _matrix(value: Any, where: str) -> Matrix:
    return shape.each(value, where, partial(shape.each, read=partial(shape.integer, least=0)))


def _weights(value: Any) -> Weights:
    found = shape.record(value, "weights", _keys(Weights))
    return Weights(**{key: shape.integer(found[key], f"weights.{key}", least=0) for key in _keys(Weights)})


def _tutor(value: Any, where: str) -> Tutor:
    """Whoever has no home yet (null) can be sent nowhere, and is there without hours."""
    found, where = _with_id(value, where, _TUTOR)
    shifts = shape.each(found["shifts"], f"{where}.shifts", _range)
    home = _number_or_null(found["home"], f"{where}.home")
    return Tutor(
        id=found["id"],
        home=home or 0,
        mode=shape.text(found["mode"], f"{where}.mode"),
        shifts=() if home is None else shifts,
        skills=frozenset(_texts(found["skills"], f"{where}.skills")),
        max_visits=_number_or_null(found["max_visits"], f"{where}.max_visits"),
        max_visits_per_day=_number_or_null(found["max_visits_per_day"], f"{where}.max_visits_per_day"),
        carried=shape.integer(value.get(CARRIED, 0), f"{where}.{CARRIED}"),
    )


def _visit(value: Any, where: str) -> Visit:
    found, where = _with_id(value, where, _keys(Visit))
    return Visit(
        id=found["id"],
        place=shape.integer(found["place"], f"{where}.place", least=0),
        duration=shape.integer(found["duration"], f"{where}.duration", least=1),
        starts=shape.each(found["starts"], f"{where}.starts", _range),
        tutors=shape.integer(found["tutors"], f"{where}.tutors", least=1),
        needs=_integers(found["needs"], f"{where}.needs", least=1),
        priority=shape.integer(found["priority"], f"{where}.priority", least=1),
        prefers=_integers(found["prefers"], f"{where}.prefers"),
        refuses=frozenset(_texts(found["refuses"], f"{where}.refuses")),
        fixed=None if found["fixed"] is None else _staffing(found["fixed"], f"{where}.fixed"),
    )


def _with_id(value: Any, where: str, keys: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """The record, and its place with the id in it, which people know better than a number."""
    found = shape.record(value, where, keys)
    return found, f"{where}({shape.name(found['id'], f'{where}.id')})"


def _staffing(value: Any, where: str) -> Staffing:
    found = shape.record(value, where, _keys(Staffing))
    start = shape.integer(found["start"], f"{where}.start", least=0)
    return Staffing(start, _texts(found["tutors"], f"{where}.tutors"))


def _range(value: Any, where: str) -> Range:
    ends = shape.each(value, where, partial(shape.integer, least=0))
    if len(ends) != 2:
        raise Refused("%(where)s は [はじめの分, おわりの分] の2つにしてください。", where=where)
    return ends[0], ends[1]


def _texts(value: Any, where: str) -> tuple[str, ...]:
    return shape.different(shape.each(value, where, shape.text), where)


def _integers(value: Any, where: str, *, least: int | None = None) -> Mapping[str, int]:
    return {key: shape.integer(n, f"{where}.{key}", least=least) for key, n in _pairs(value, where)}


def _number_or_null(value: Any, where: str) -> int | None:
    return None if value is None else shape.integer(value, where, least=0)
