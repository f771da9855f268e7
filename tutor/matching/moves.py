"""What it would cost to put one visit somewhere else on the board, and where it would stand best.

Plain values only: the problem of the week, and who is where now. Everything else stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tutor.matching.engine.board import Board
from tutor.matching.engine.groups import Option
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.insertion import options
from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import DAY, Problem
from tutor.matching.engine.score import objective, parts
from tutor.matching.engine.verify import Violation, violations

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
    before = _plan(problem, assigned.values())
    without = _plan(problem, _with(assigned, visit_id, None))
    after = _plan(problem, _with(assigned, visit_id, place))
    return Outcome(
        place,
        parts(problem, after)["travel"] - parts(problem, before)["travel"],
        objective(problem, after) - objective(problem, before),
        tuple(_newly_broken(problem, without, after)),
    )


def _newly_broken(problem: Problem, without: Plan, after: Plan) -> Iterator[Violation]:
    """What is broken without this visit is not its fault; to have no place is no fault."""
    known = Counter(map(_key, violations(problem, without)))
    for one in violations(problem, after):
        if known[_key(one)]:
            known[_key(one)] -= 1
        elif one.code != "not_once":
            yield one


def best_places(
    problem: Problem, assigned: Assigned, visit_id: str, *, most: int = OFFERED, but: Place | None = None
) -> list[Outcome]:
    """The best that break no rule, by a full search over starts and groups; one a group and half-day.

    `but` is left out, because it is what is being looked at, and so is where the visit stands now.
    """
    here = assigned.get(visit_id)
    seen = [one for one in (but, Place(here.start, here.tutors) if here else None) if one]
    board, visit = _board_without(problem, assigned, visit_id)
    found: list[Outcome] = []
    for place in _ranked(board, visit):
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
    board, visit = _board_without(problem, assigned, visit_id)
    for place in _ranked(board, visit, set(tutors)):
        if place.half_day == half_day:
            return place.start
    return None


def _board_without(problem: Problem, assigned: Assigned, visit_id: str) -> tuple[Board, IndexedVisit]:
    """The board with all other visits that lie in the shifts of their tutors."""
    indexed = IndexedProblem(problem)
    board = Board(indexed)
    target = next(visit for visit in indexed.visits if visit.visit.id == visit_id)
    for visit in indexed.visits:
        placed = assigned.get(visit.visit.id)
        if placed is None or visit is target:
            continue
        numbers = [indexed.tutor_number[one] for one in placed.tutors if one in indexed.tutor_number]
        shifts = [indexed.shift_at(number, placed.start, visit.duration) for number in numbers]
        board.place(visit, placed.start, tuple(shift.number for shift in shifts if shift))
    return board, target


def _ranked(board: Board, visit: IndexedVisit, tutors: set[str] | None = None) -> Iterator[Place]:
    """Every group with its first good start in each half-day, the cheapest first."""
    able = options(board, visit, share_price=board.indexed.weights.over_share)
    if tutors is not None:
        able = [one for one in able if _code(board, one) in tutors]
    groups = [(sum(one[0] for one in group), group) for group in _groups(able, visit)]
    for _, group in sorted(groups, key=lambda found: (found[0], [one[1] for one in found[1]])):
        codes = tuple(_code(board, one) for one in group)
        shown: set[tuple[int, bool]] = set()
        for start in _shared_starts(group, visit):
            place = Place(start, codes)
            if place.half_day not in shown:
                shown.add(place.half_day)
                yield place


def _groups(able: Sequence[Option], visit: IndexedVisit) -> Iterator[tuple[Option, ...]]:
    for group in combinations(able, visit.tutors):
        starts = -1
        for one in group:
            starts &= one[2]
        if starts and all(sum(one[3] & bit > 0 for one in group) >= least for bit, least in visit.needs):
            yield group


def _shared_starts(group: Iterable[Option], visit: IndexedVisit) -> Iterator[int]:
    starts = -1
    for one in group:
        starts &= one[2]
    return (start for n, start in enumerate(visit.starts) if starts >> n & 1)


def _code(board: Board, option: Option) -> str:
    return board.indexed.problem.tutors[board.indexed.shifts[option[1]].tutor].id


def _with(assigned: Assigned, visit_id: str, place: Place | None) -> list[Served]:
    others = [served for code, served in assigned.items() if code != visit_id]
    return others if place is None else [*others, Served(visit_id, place.start, place.tutors)]


def _plan(problem: Problem, served: Iterable[Served]) -> Plan:
    """As the verifier wants it: every visit stands once, and the objective is true."""
    visits = tuple(served)
    plan = Plan(problem.name, visits, (), objective=0)
    return Plan(problem.name, visits, (), objective=objective(problem, plan))


def _key(one: Violation) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The same fault of the same people, whatever its minutes are now."""
    names = ("visit", "tutor", "from", "to", "day")
    return one.code, tuple((name, str(one.fields[name])) for name in names if name in one.fields)
