"""Where somebody begins, found by about eight questions on the telephone. Pure.

That question is asked next after which the level that will be named is expected to miss by the least.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tutor.curriculum.content import Curriculum, Skill
from tutor.learning import rules
from tutor.learning.odds import Answer, Belief, Levels, likely

FEWEST_QUESTIONS = 4
MOST_QUESTIONS = 10
GOOD_ENOUGH = 0.15
"""Once the level named is expected to miss by so little, no more is asked."""
UNSURE = 0.4
"""Stopped while it may miss by more than that, nothing is taken as held but what was said."""
LIKELY_ALONE = 0.8
VALUES = {Answer.ALONE: rules.ALONE, Answer.WITH_WORDS: rules.WITH_WORDS, Answer.NOT_YET: 0}


@dataclass(frozen=True)
class Placed:
    """`level`: the highest stage held. `start`: where to begin, None after all. `marks`: by skill key.

    `holes`: of stages held, what was said not to go alone; a slip of the tongue, or to be looked at first.
    """

    level: int | None
    start: int | None
    sure: bool
    marks: Mapping[str, int]
    holes: tuple[Skill, ...]


def question(skill: Skill) -> str:
    """「電話に出られる」 becomes 「電話に出られますか。」"""
    if skill.text.endswith("る"):
        return skill.text.removesuffix("る") + "ますか。"
    return f"「{skill.text}」は、できますか。"


def next_question(content: Curriculum, answers: Mapping[str, Answer]) -> Skill | None:
    """None when it is enough."""
    belief = Belief(content, answers)
    enough = len(answers) >= FEWEST_QUESTIONS and _best(belief.levels)[0] <= GOOD_ENOUGH
    if enough or len(answers) >= MOST_QUESTIONS:
        return None
    choices = list(_choices(belief))
    return min(choices, key=lambda one: _expected(belief, *one))[1] if choices else None


def placed(content: Curriculum, answers: Mapping[str, Answer]) -> Placed:
    """What was said counts as it was said; what was not asked counts where it very likely goes alone."""
    belief = Belief(content, answers)
    miss, place = _best(belief.levels)
    level = belief.stages[place - 1] if place else None
    held = _held(belief, level)
    sure = len(answers) >= FEWEST_QUESTIONS and (miss <= UNSURE or len(answers) >= MOST_QUESTIONS)
    unasked = [one for one in content.skills if one.key not in answers and one.stage in held] if sure else []
    marks = {one.key: rules.ALONE for one in unasked if belief.chance(one) >= LIKELY_ALONE}
    said = {key: VALUES[answer] for key, answer in answers.items()}
    start = min(set(belief.stages) - held, default=None)
    holes = tuple(one for one in content.skills if one.stage in held and said.get(one.key, 4) < rules.ALONE)
    return Placed(level, start, sure, marks | said, holes)


def _held(belief: Belief, level: int | None) -> set[int]:
    """The level with all that it needs, and whatever else is there more likely than not."""
    needed = set() if level is None else {level, *rules.needed_before(belief.content)[level]}
    likely_there = {number for at, number in enumerate(belief.stages) if belief.stage_chance(at) > 0.5}
    return needed | likely_there


def _best(levels: Levels) -> tuple[float, int]:
    return min((_miss(levels, place), place) for place in range(len(levels)))


def _miss(levels: Levels, guess: int) -> float:
    """To be one stage off is a small mistake where there are many; to be off by more is a whole one."""
    one_off = 2 / len(levels)
    return sum(
        chance * (0 if place == guess else one_off if abs(place - guess) == 1 else 1)
        for place, chance in enumerate(levels)
    )


def _choices(belief: Belief) -> Iterator[tuple[int, Skill]]:
    """Of each stage the first core skill not asked about yet, and the first other one."""
    for at, skills in enumerate(belief.skills):
        for core in (True, False):
            unasked = (one for one in skills if one.core is core and one.key not in belief.answers)
            yield from ((at, skill) for skill in list(unasked)[:1])


def _expected(belief: Belief, at: int, skill: Skill) -> float:
    """What the best guess would still miss by, on average over the answers."""
    return sum(_best(_levels_after(belief, at, skill, answer))[0] for answer in Answer)


def _levels_after(belief: Belief, at: int, skill: Skill, answer: Answer) -> Levels:
    """Each as likely as the answer and that level together. Only the stage of that skill changes."""
    levels = [0.0] * (len(belief.stages) + 1)
    for reached, weight in belief.frontiers.items():
        part = weight * likely(answer, belief.goes(skill, at, reached))
        there = part * belief.stage_reached(at, reached, {skill.key: answer})
        yes, no = belief.if_stage(at, reached)
        for place in range(len(levels)):
            levels[place] += there * yes[place] + (part - there) * no[place]
    return levels
