"""The plan of FORMAT.md as plain values."""

from dataclasses import dataclass
from typing import Literal

MACHINE, SIMPLE, CAREFUL = "ruin-and-recreate/3", "simple/1", "careful/1"
"""What made a plan, with its version: a search in machine code, one in Python, none for want of time."""

Code = Literal["too_few_tutors", "needs_unmet", "all_busy", "not_worth", "only_elsewhere", "pin_impossible"]
"""The first four are FORMAT.md's. Ours: a repair could serve it, but not within the reach it was given;
what the problem fixes for it cannot be kept."""


@dataclass(frozen=True, slots=True)
class Served:
    id: str
    start: int
    tutors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a visit is left out, true in the exact sense of FORMAT.md.

    `possible` and `required` belong to too_few_tutors. `tag` belongs to needs_unmet and is there
    when this one need alone already rules out every start.
    """

    code: Code
    possible: int | None = None
    required: int | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Unserved:
    id: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`problem` is the problem's name; `bound` a proven upper bound of every plan's objective, if any.

    A plan from a file does not know its `engine`.
    """

    problem: str
    visits: tuple[Served, ...]
    unserved: tuple[Unserved, ...]
    objective: int
    bound: float | None = None
    seconds: float = 0.0
    seed: int = 0
    engine: str = ""
