"""How likely each level is, after the answers of a telephone placement so far. Pure arithmetic.

Somebody is thought to have come as far as some stage. Of what lies below all goes alone but for a hole
here and there, fewer the longer ago it was learnt; of the next stage a part; of later ones next to
nothing. Answers are not always true.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from math import prod

from tutor.curriculum.content import Curriculum, Skill
from tutor.learning import rules


class Answer(StrEnum):
    ALONE = "alone"
    WITH_WORDS = "words"
    NOT_YET = "not_yet"


# How a skill goes (alone, with words, not yet): of the next stage, and of later ones.
NEXT = (0.30, 0.30, 0.40)
LATER = (0.05, 0.15, 0.80)
# How often a skill of the stage reached is a hole; of the stage below half as often, and so on down.
HOLE_IN_CORE = 0.06
HOLE_IN_OTHERS = 0.20
USUAL = 7
"""Skills of a stage. One that is cut into more has not more holes: each of its skills is a smaller thing."""
# What somebody says, by how it truly goes: one in seven says less than is so, or more.
SAID = {
    Answer.ALONE: (0.85, 0.15, 0.15),
    Answer.WITH_WORDS: (0.10, 0.65, 0.20),
    Answer.NOT_YET: (0.05, 0.20, 0.65),
}
TOO_UNLIKELY = 0.01

Levels = list[float]
"""How likely no level at all is, and then each stage in turn."""


def goes(skill: Skill, at: int, reached: int, *, beside: int) -> tuple[float, float, float]:
    """For somebody who has come as far as `reached`; both are places in the row of stages.

    `beside`: how many skills its stage has.
    """
    if at > reached:
        return NEXT if at == reached + 1 else LATER
    hole = (HOLE_IN_CORE if skill.core else HOLE_IN_OTHERS) / 2 ** (reached - at)
    hole *= min(1, USUAL / beside)
    return 1 - hole, hole * 2 / 3, hole / 3


def likely(answer: Answer, how: Sequence[float]) -> float:
    return sum(said * true for said, true in zip(SAID[answer], how, strict=True))


def held(answer: Answer | None, how: Sequence[float]) -> float:
    """How likely it goes alone, once that was said of it."""
    return how[0] if answer is None else SAID[answer][0] * how[0] / likely(answer, how)


@dataclass(frozen=True)
class Belief:
    content: Curriculum
    answers: Mapping[str, Answer]

    @cached_property
    def stages(self) -> list[int]:
        """Those that have skills, in their order."""
        return sorted({skill.stage for skill in self.content.skills})

    @cached_property
    def skills(self) -> list[tuple[Skill, ...]]:
        return [self.content.skills_of(number) for number in self.stages]

    @cached_property
    def frontiers(self) -> dict[int, float]:
        """How likely somebody has come just so far; -1 is before the first stage."""
        weights = {reached: self._weight(reached) for reached in range(-1, len(self.stages))}
        worth = {one: part for one, part in weights.items() if part > TOO_UNLIKELY * max(weights.values())}
        return {one: part / sum(worth.values()) for one, part in worth.items()}

    def goes(self, skill: Skill, at: int, reached: int) -> tuple[float, float, float]:
        return goes(skill, at, reached, beside=len(self.skills[at]))

    def _weight(self, reached: int) -> float:
        return prod(
            likely(self.answers[skill.key], self.goes(skill, at, reached))
            for at, skills in enumerate(self.skills)
            for skill in skills
            if skill.key in self.answers
        )

    def stage_reached(self, at: int, reached: int, also: Mapping[str, Answer]) -> float:
        """How likely the rule of a stage holds: every core skill, and nearly all."""
        skills, answers = self.skills[at], {**self.answers, **also}
        chances = {one: held(answers.get(one.key), self.goes(one, at, reached)) for one in skills}
        core = prod(chance for one, chance in chances.items() if one.core)
        return core * at_most(
            [1 - chance for one, chance in chances.items() if not one.core], rules.spare(skills)
        )

    @cached_property
    def levels(self) -> Levels:
        parts = [
            [weight * part for part in spread(self._chances[reached], self._highest)]
            for reached, weight in self.frontiers.items()
        ]
        return [sum(column) for column in zip(*parts, strict=True)]

    def if_stage(self, at: int, reached: int) -> tuple[Levels, Levels]:
        """Levels for one frontier, were the stage at `at` reached, and were it not."""
        if (at, reached) not in self._known:
            chances = self._chances[reached]
            both = ([*chances[:at], sure, *chances[at + 1 :]] for sure in (1.0, 0.0))
            yes, no = (spread(one, self._highest) for one in both)
            self._known[at, reached] = (yes, no)
        return self._known[at, reached]

    @cached_property
    def _known(self) -> dict[tuple[int, int], tuple[Levels, Levels]]:
        return {}

    @cached_property
    def _chances(self) -> dict[int, list[float]]:
        every = range(len(self.stages))
        return {reached: [self.stage_reached(at, reached, {}) for at in every] for reached in self.frontiers}

    @cached_property
    def _highest(self) -> tuple[int, ...]:
        needed = rules.needed_before(self.content)
        places = {number: at for at, number in enumerate(self.stages)}
        return highest_of(
            tuple(
                tuple(sorted(places[one] for one in needed[number] & places.keys())) for number in self.stages
            )
        )

    def stage_chance(self, at: int) -> float:
        return sum(weight * self._chances[reached][at] for reached, weight in self.frontiers.items())

    def chance(self, skill: Skill) -> float:
        """That this skill goes alone."""
        at = self.stages.index(skill.stage)
        return sum(
            weight * held(self.answers.get(skill.key), self.goes(skill, at, reached))
            for reached, weight in self.frontiers.items()
        )


def at_most(chances: Sequence[float], spare: int) -> float:
    """How likely no more than `spare` of these happen."""
    counts = [1.0]
    for chance in chances:
        counts = [
            here * (1 - chance) + before * chance
            for here, before in zip([*counts, 0.0], [0.0, *counts], strict=True)
        ]
    return sum(counts[: spare + 1])


@lru_cache(maxsize=64)
def highest_of(needed: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """By the set of stages reached, written as bits: the place of the level in `Levels`."""
    wanted = [1 << at | sum(1 << one for one in before) for at, before in enumerate(needed)]
    return tuple(
        max((at + 1 for at, bits in enumerate(wanted) if bits & reached == bits), default=0)
        for reached in range(1 << len(needed))
    )


def spread(chances: Sequence[float], highest: Sequence[int]) -> Levels:
    """Every set of stages that may be reached, and which level it makes."""
    sets = [1.0]
    for chance in chances:
        sets = [one * (1 - chance) for one in sets] + [one * chance for one in sets]
    levels = [0.0] * (len(chances) + 1)
    for place, chance in zip(highest, sets, strict=True):
        levels[place] += chance
    return levels
