"""Simulated learners: how their skills truly go, and what they say of it on the telephone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.curriculum.plain_content import curriculum, skill, stage
from tutor.curriculum.content import Curriculum, Skill
from tutor.learning import placing, rules
from tutor.learning.odds import Answer

NEEDED = ((), (0,), (0,), (0, 1), (0, 2), (0, 2), (0, 2, 4, 5), (0, 2, 4, 5), (0, 1, 2))


def stages(count: int = 9, core: int = 5, others: int = 2) -> Curriculum:
    """Nine: as large as the whole course is to become."""
    return curriculum(
        tuple(
            skill(f"s{number}-{n}", number, core=n < core)
            for number in range(count)
            for n in range(core + others)
        ),
        stages=tuple(stage(number, *needed) for number, needed in enumerate(NEEDED[:count])),
    )


@dataclass(frozen=True)
class Town:
    """What its learners are like. `far`: how many have come how far, from nowhere to the last stage."""

    name: str = ""
    holes: float = 0.05
    """How often a core skill of the stage somebody has reached is missing all the same."""
    holes_in_others: float = 0.2
    fewer_below: float = 0.5
    """Holes of the stage below, as a part of these; 1: as many in the first stage as in the last."""
    next_stage: float = 0.4
    later: float = 0.05
    slips: float = 0.15
    guesses: float = 0.15
    says_words: float = 0.6
    """Of those who cannot do it alone but with words, how many say so and not "not yet"."""
    far: Sequence[float] = (1,) * 10


@dataclass(frozen=True)
class Somebody:
    goes: Mapping[str, int]

    def level(self, content: Curriculum) -> int | None:
        """The full check: the rule, applied to how things truly go."""
        return rules.level(self.goes, content)


def somebody(content: Curriculum, town: Town, random: Random) -> Somebody:
    far = random.choices(range(-1, len(content.stages)), town.far[: len(content.stages) + 1])[0]
    return Somebody({skill.key: _how(skill, skill.stage - far, town, random) for skill in content.skills})


def _how(skill: Skill, beyond: int, town: Town, random: Random) -> int:
    holes = town.holes if skill.core else town.holes_in_others
    below = 1 - holes * town.fewer_below**-beyond if beyond <= 0 else 0
    alone = below if beyond <= 0 else town.next_stage if beyond == 1 else town.later
    if random.random() < alone:
        return rules.ALONE
    with_words = 2 / 3 if beyond <= 1 else 0.15
    return rules.WITH_WORDS if random.random() < with_words else 0


def says(value: int, town: Town, random: Random) -> Answer:
    if value >= rules.ALONE:
        if random.random() >= town.slips:
            return Answer.ALONE
        return Answer.WITH_WORDS if random.random() < 2 / 3 else Answer.NOT_YET
    if random.random() < town.guesses:
        return Answer.ALONE
    words = town.says_words if value == rules.WITH_WORDS else 1 - town.says_words if value else 0.2
    return Answer.WITH_WORDS if random.random() < words else Answer.NOT_YET


class Asking:
    """What is asked next after the same answers is the same, so it is reckoned once."""

    def __init__(self, content: Curriculum) -> None:
        self.content = content
        self.known: dict[frozenset, Skill | None] = {}

    def ask(self, one: Somebody, town: Town, random: Random) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        while (skill := self.next(answers)) is not None:
            answers[skill.key] = says(one.goes[skill.key], town, random)
        return answers

    def next(self, answers: Mapping[str, Answer]) -> Skill | None:
        said = frozenset(answers.items())
        if said not in self.known:
            self.known[said] = placing.next_question(self.content, answers)
        return self.known[said]


def one_a_stage(content: Curriculum, one: Somebody, town: Town, random: Random) -> dict[str, Answer]:
    """The plain way: the first core skill of each stage, nine questions, more than the placement asks."""
    asked = [next(s for s in content.skills_of(stage.number) if s.core) for stage in content.stages]
    return {skill.key: says(one.goes[skill.key], town, random) for skill in asked}


def by_rule(content: Curriculum, answers: Mapping[str, Answer]) -> int | None:
    """A stage is there when its one skill goes alone."""
    asked = tuple(skill for skill in content.skills if skill.key in answers)
    return rules.level(
        {key: rules.ALONE for key, answer in answers.items() if answer is Answer.ALONE},
        replace(content, skills=asked),
    )


def apart(one: int | None, other: int | None) -> int:
    return abs((-1 if one is None else one) - (-1 if other is None else other))


@dataclass
class Tally:
    """Of `count` learners: questions asked, estimates within one stage and exact; and of the plain way,
    judged by the rule alone and weighed as the placement weighs.
    """

    count: int = 0
    asked: int = 0
    near: int = 0
    same: int = 0
    plain_near: int = 0
    plain_weighed: int = 0


def try_out(asking: Asking, town: Town, count: int, seed: int) -> Tally:
    content, random, tally = asking.content, Random(seed), Tally()
    for _ in range(count):
        one = somebody(content, town, random)
        true, answers = one.level(content), asking.ask(one, town, random)
        off = apart(placing.placed(content, answers).level, true)
        plain = one_a_stage(content, one, town, random)
        tally.count += 1
        tally.asked += len(answers)
        tally.near += off <= 1
        tally.same += off == 0
        tally.plain_near += apart(by_rule(content, plain), true) <= 1
        tally.plain_weighed += apart(placing.placed(content, plain).level, true) <= 1
    return tally
