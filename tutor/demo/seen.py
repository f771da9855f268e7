"""What the two tutors saw, lesson by lesson, on the way to a stage. Pure."""

from collections.abc import Sequence
from math import ceil
from random import Random

from tutor.curriculum.content import Curriculum, Skill
from tutor.learning.rules import spare

Marks = dict[str, tuple[int, int]]
"""By skill, what the first and the second tutor marked in one lesson."""
FIRST_TRIES = ((1, 1), (2, 1), (2, 2), (2, 2))
ALONE = ((3, 3), (3, 3), (4, 3), (3, 4), (4, 4))
NOT_YET = ((2, 2), (2, 3), (3, 1))
AHEAD = 3
HELD_AT_ONCE = 0.7


def way(content: Curriculum, *, stages: int, lessons: int, rng: Random) -> list[Marks]:
    """So that in the end the first `stages` stages are reached.

    Each lesson looks again at what did not go alone in the last one, and begins a few more. Without a stage
    (`stages` is 0) nothing is held alone yet, and once two tutors see it quite differently.
    """
    held = [skill.key for stage in range(stages) for skill in _enough(content.skills_of(stage))]
    ahead = [skill.key for skill in content.skills_of(stages)][: AHEAD + 2 * (stages == 0)]
    again = ALONE if stages else NOT_YET
    found: list[Marks] = []
    shaky: list[str] = []
    for new in _portions(held, ahead, lessons):
        looked_at: Marks = {skill: rng.choice(again) for skill in shaky}
        at_once = {skill for skill in new if skill in held and rng.random() < HELD_AT_ONCE}
        tried = {skill: rng.choice(ALONE if skill in at_once else FIRST_TRIES) for skill in new}
        shaky = [skill for skill in new if skill not in at_once]
        found.append(looked_at | tried)
    return found


def _enough(skills: Sequence[Skill]) -> list[Skill]:
    """What a stage asks for: every core skill, and so many of the others."""
    others = [skill for skill in skills if not skill.core]
    later = others[max(0, len(others) - spare(skills)) :]
    return [skill for skill in skills if skill not in later]


def _portions(held: Sequence[str], ahead: Sequence[str], lessons: int) -> list[list[str]]:
    """What is new in each lesson; nothing that shall be held alone is left for the last one."""
    if not held:
        return [list(ahead[:AHEAD]), *([list(ahead[AHEAD:])] if lessons > 1 else []), *[[]] * (lessons - 2)]
    size = ceil(len(held) / (lessons - 1))
    return [list(held[start : start + size]) for start in range(0, size * (lessons - 1), size)] + [
        list(ahead)
    ]
