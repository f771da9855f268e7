"""The problem of FORMAT.md as plain values: who may teach whom, when, and how long the way takes.

Minutes count from 00:00 of day 0. Ids are those of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DAY = 1440
FORBIDDEN = 10000
"""A way that takes this many minutes or more may not be used (T4)."""

Matrix = tuple[tuple[int, ...], ...]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    lat: float | None
    lng: float | None


@dataclass(frozen=True, slots=True)
class Tutor:
    """`home` is an index into the places, `mode` a key of the travel matrices."""

    id: str
    home: int
    mode: str
    shifts: tuple[Range, ...]
    skills: frozenset[str]
    max_visits: int | None
    max_visits_per_day: int | None
    carried: int = 0
    """Visits above (+) or below (-) the fair share so far; `x_carried` in a file."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """A start and who is there: a pin of the problem, or what was published before."""

    start: int
    tutors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """`tutors` of them at `place` for `duration` minutes, starting within one of `starts` (ends included)."""

    id: str
    place: int
    duration: int
    starts: tuple[Range, ...]
    tutors: int
    needs: Mapping[str, int]
    priority: int
    prefers: Mapping[str, int]
    refuses: frozenset[str]
    fixed: Staffing | None


@dataclass(frozen=True, slots=True)
class Weights:
    """Points each; `serve` and `prefer` are gains, the others costs."""

    serve: int
    travel: int
    prefer: int
    over_share: int
    move: int
    swap: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A well-formed `tutor-match-problem/1`; `problem_file.read_problem` makes nothing else."""

    name: str
    grid: int
    horizon_days: int
    places: tuple[Place, ...]
    travel: Mapping[str, Matrix]
    tutors: tuple[Tutor, ...]
    visits: tuple[Visit, ...]
    current: Mapping[str, Staffing]
    weights: Weights


def allowed_starts(grid: int, visit: Visit) -> tuple[int, ...]:
    """Every start that V1 and V2 allow, rising."""
    found = {
        start
        for earliest, latest in visit.starts
        for start in range(-(-earliest // grid) * grid, latest + 1, grid)
    }
    return tuple(sorted(found))


def fair_shares(problem: Problem, work: int) -> tuple[int, ...]:
    """How many of `work` tutor places are each tutor's share, by the minutes offered, rounded up."""
    offered = [sum(to - since for since, to in tutor.shifts) for tutor in problem.tutors]
    total = sum(offered)
    return tuple(-(-work * minutes // total) if total else 0 for minutes in offered)
