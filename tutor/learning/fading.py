"""Skills that once went alone and do not any more, or that nobody has looked at for long. Pure."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tutor.learning.rules import ALONE, MarkSource, Seen, in_force, standing

LOOKED = (MarkSource.TUTOR, MarkSource.PLACEMENT)


class Why(StrEnum):
    LOWER = "lower"
    """The last look saw less."""
    AGED = "aged"
    """The last look is so long ago that it counts one less."""


@dataclass(frozen=True, slots=True)
class Faded:
    skill: str
    why: Why
    now: int
    looked_at: datetime


def faded(marks: Collection[Seen], *, now: datetime) -> dict[str, Faded]:
    """By skill, of one learner."""
    by_skill = defaultdict(list)
    for mark in in_force(marks):
        by_skill[mark.skill].append(mark)
    found = {skill: _faded(skill, of_skill, now) for skill, of_skill in by_skill.items()}
    return {skill: one for skill, one in found.items() if one}


def _faded(skill: str, marks: Sequence[Seen], now: datetime) -> Faded | None:
    looked_at = max((mark.at for mark in marks if mark.source in LOOKED), default=None)
    if looked_at is None:
        return None
    today, then = standing(marks, now=now), standing(marks, now=looked_at)
    if today < then:
        return Faded(skill, Why.AGED, today, looked_at)
    if then < ALONE and _went_alone(marks):
        return Faded(skill, Why.LOWER, today, looked_at)
    return None


def _went_alone(marks: Sequence[Seen]) -> bool:
    """At the end of some lesson: between the marks of its two tutors nothing stands yet."""
    ends: dict[object, datetime] = {}
    for mark in marks:
        occasion = mark.at if mark.lesson is None else mark.lesson
        ends[occasion] = max(mark.at, ends.get(occasion, mark.at))
    # Only a look that saw it go alone can have made it stand so.
    high = [mark.at for mark in marks if mark.value >= ALONE]
    moments = {end for end in ends.values() if high and end >= min(high)}
    return any(standing([one for one in marks if one.at <= end], now=end) >= ALONE for end in moments)
