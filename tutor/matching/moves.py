"""What it would cost to put one visit somewhere else on the board, and where it would stand best.

Plain values only: the problem of the week, and who is where now. Everything else stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tutor.matching.engine.changes import newly_broken, plan_of
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import DAY, Problem
from tutor.matching.engine.ranking import ranked
from tutor.matching.engine.score import objective, parts
from tutor.matching.engine.standing import standing, visit_of
from tutor.matching.engine.verify import Violation

NOON = 720
OFFERED = 3
Assigned = Mapping[str, Served]
"""By visit id: the board as it stands."""


@dataclass(frozen=True)
class Place:
    """A start, in minutes from Monday 00:00, and who would go."""

    start: int
    tutors: tuple[str, ...]

    @property
    def half_day(self) -> tuple[int, bool]:
        return self.start // DAY, self.start % DAY >= NOON


@dataclass(frozen=True)
class Outcome:
    """More minutes on the road in all, more points of the objective, and the rules it breaks there."""

    place: Place | None
    minutes: int
    points: int
    broken: tuple[Violation, ...]


def outcome(problem: Problem, assigned: Assigned, visit_id: str, place: Place | None) -> Outcome:
    """Exact, also when rules are broken: judged by the verifier, scored by FORMAT.md. None takes it away."""
    before = plan_of(problem, assigned.values())
    without = plan_of(problem, _with(assigned, visit_id, None))
    after = plan_of(problem, _with(assigned, visit_id, place))
    return Outcome(
        place,
        parts(problem, after)["travel"] - parts(problem, before)["travel"],
        objective(problem, after) - objective(problem, before),
        tuple(newly_broken(problem, without, after)),
    )


def best_places(
    problem: Problem, assigned: Assigned, visit_id: str, *, most: int = OFFERED, but: Place | None = None
) -> list[Outcome]:
    """The best that break no rule, by a full search over starts and groups; one a group and half-day.

    `but` is left out, because it is what is being looked at, and so is where the visit stands now.
    """
    here = assigned.get(visit_id)
    seen = [one for one in (but, Place(here.start, here.tutors) if here else None) if one]
    found: list[Outcome] = []
    for place in _ranked(problem, assigned, visit_id):
        if len(found) == most:
            break
        same = (one for one in seen if one.half_day == place.half_day)
        if not any(set(one.tutors) == set(place.tutors) for one in same):
            judged = outcome(problem, assigned, visit_id, place)
            if not judged.broken:
                found.append(judged)
    return found


def best_start(
    problem: Problem, assigned: Assigned, visit_id: str, tutors: Sequence[str], half_day: tuple[int, bool]
) -> int | None:
    """When these could come in that half-day, with the least on the road; None if they cannot."""
    for place in _ranked(problem, assigned, visit_id, set(tutors)):
        if place.half_day == half_day:
            return place.start
    return None


def _ranked(
    problem: Problem, assigned: Assigned, visit_id: str, tutors: set[str] | None = None
) -> Iterator[Place]:
    """Every group with its first good start in each half-day, the best first."""
    indexed = IndexedProblem(problem)
    board, visit = standing(indexed, assigned.values(), but=visit_id), visit_of(indexed, visit_id)
    shown: set[tuple[frozenset[str], tuple[int, bool]]] = set()
    for choice in ranked(board, visit):
        place = Place(choice.start, choice.tutors)
        key = frozenset(choice.tutors), place.half_day
        if key not in shown and (tutors is None or tutors >= key[0]):
            shown.add(key)
            yield place


def _with(assigned: Assigned, visit_id: str, place: Place | None) -> list[Served]:
    others = [served for code, served in assigned.items() if code != visit_id]
    return others if place is None else [*others, Served(visit_id, place.start, place.tutors)]
