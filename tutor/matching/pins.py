"""What a coordinator has fixed stays where it is when the week is planned anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import DAY, Problem, Staffing, Tutor, Visit
from tutor.matching.engine.verify import violations


@dataclass(frozen=True)
class Pin:
    """As it stands in the draft that counts, with the rules set aside for it."""

    starts_at: datetime
    tutors: tuple[str, ...]
    waived: str
    because: str
    request_version: int


Fixed = Mapping[str, Staffing]


def with_pins(problem: Problem, pins: Fixed) -> tuple[Problem, frozenset[str]]:
    """The problem with those pins that can be kept, and the ids of the others.

    What was agreed on the telephone stands above wishes, qualifications and limits; hours and ways
    cannot be argued with: a pinned tutor may have fallen ill since.
    """
    known, visits = {one.id for one in problem.tutors}, {one.id for one in problem.visits}
    kept = {code: pin for code, pin in pins.items() if code in visits and set(pin.tutors) <= known}
    while True:
        pinned = _pinned(problem, kept)
        broken = _broken(pinned, kept)
        if not broken:
            return pinned, frozenset(pins.keys() & visits) - kept.keys()
        kept = {code: pin for code, pin in kept.items() if code not in broken}


def _pinned(problem: Problem, pins: Fixed) -> Problem:
    visits = tuple(_fixed(one, pins[one.id]) if one.id in pins else one for one in problem.visits)
    return replace(problem, visits=visits, tutors=tuple(_with_room(one, pins) for one in problem.tutors))


def _fixed(visit: Visit, pin: Staffing) -> Visit:
    """A pin must itself keep the visit's own rules (FORMAT.md), so these are made to fit."""
    starts = ((pin.start, pin.start),)
    return replace(visit, fixed=pin, starts=starts, needs={}, refuses=frozenset(), tutors=len(pin.tutors))


def _with_room(tutor: Tutor, pins: Fixed) -> Tutor:
    starts = [pin.start for pin in pins.values() if tutor.id in pin.tutors]
    a_day = max((sum(one // DAY == day for one in starts) for day in {s // DAY for s in starts}), default=0)
    return replace(
        tutor,
        max_visits=None if tutor.max_visits is None else max(tutor.max_visits, len(starts)),
        max_visits_per_day=(
            None if tutor.max_visits_per_day is None else max(tutor.max_visits_per_day, a_day)
        ),
    )


def _broken(problem: Problem, pins: Fixed) -> set[str]:
    """One trip at a time may be too much; then all pins of that trip go, and are said."""
    served = tuple(Served(code, pin.start, pin.tutors) for code, pin in pins.items())
    found = violations(problem, Plan(problem.name, served, (), objective=0))
    ways = [one.fields for one in found if one.code in {"V1", "T1", "T2", "T3", "T4"}]
    names = {str(fields.get(key, "")) for fields in ways for key in ("visit", "from", "to")}
    return names & pins.keys()
