"""How likely each level is: the arithmetic agrees with the rule, and with common sense."""

from itertools import product
from math import prod

import pytest

from tests.curriculum.plain_content import curriculum, skill, stage, two_stages
from tutor.learning import odds, rules
from tutor.learning.odds import Answer, Belief

ALONE, WORDS, NOT_YET = Answer.ALONE, Answer.WITH_WORDS, Answer.NOT_YET


def small():
    """Three stages, the last needs both; one skill in each is not core."""
    skills = tuple(skill(f"{number}{n}", number, core=n != "c") for number in range(3) for n in "abc")
    return curriculum(skills, stages=(stage(0), stage(1), stage(2, 0, 1)))


def by_counting(belief, reached):
    """Every way in which the skills may go, by the rule itself."""
    content, levels = belief.content, [0.0] * 4
    chances = [
        odds.held(belief.answers.get(one.key), belief.goes(one, one.stage, reached)) for one in content.skills
    ]
    for ways in product((0, 3), repeat=len(chances)):
        standings = {one.key: way for one, way in zip(content.skills, ways, strict=True)}
        level = rules.level(standings, content)
        chance = prod(odd if way else 1 - odd for odd, way in zip(chances, ways, strict=True))
        levels[0 if level is None else level + 1] += chance
    return levels


@pytest.mark.parametrize("answers", [{}, {"0a": ALONE, "2c": WORDS}, {"0a": NOT_YET, "1a": ALONE}])
def test_levels_are_those_of_the_rule(answers):
    belief = Belief(small(), answers)
    counted = {reached: by_counting(belief, reached) for reached in belief.frontiers}
    mixed = [sum(belief.frontiers[one] * counted[one][n] for one in counted) for n in range(4)]

    assert belief.levels == pytest.approx(mixed)


def test_chances_of_all_levels_are_one_however_much_was_said():
    for said in product(Answer, repeat=3):
        answers = dict(zip(("0a", "1a", "2a"), said, strict=True))
        assert sum(Belief(small(), answers).levels) == pytest.approx(1)


def test_every_frontier_is_as_likely_as_the_others_before_anything_was_said():
    assert list(Belief(small(), {}).frontiers.values()) == pytest.approx([0.25] * 4)


def test_answers_say_one_of_three_things_of_each_truth():
    for truth in range(3):
        assert sum(said[truth] for said in odds.SAID.values()) == pytest.approx(1)


@pytest.mark.parametrize("reached", [-1, 0, 1, 2])
def test_ways_in_which_a_skill_may_go_are_all_there_are(reached):
    for one in small().skills:
        assert sum(odds.goes(one, one.stage, reached, beside=3)) == pytest.approx(1)


def test_holes_are_rarer_the_longer_ago_and_in_core_skills():
    core, other = small().skills[0], small().skills[2]

    def alone(one, reached):
        return odds.goes(one, 0, reached, beside=7)[0]

    assert alone(core, 2) > alone(core, 1) > alone(core, 0) > alone(other, 0)


def test_stage_that_is_cut_into_more_skills_has_not_more_holes():
    def holes(of):
        return of * (1 - odds.goes(small().skills[0], 0, 0, beside=of)[0])

    assert holes(7) == pytest.approx(holes(14)) == pytest.approx(holes(21))
    assert holes(3) < holes(7)


def test_better_answers_move_the_level_up():
    levels = [Belief(small(), {"1a": answer}).levels for answer in (NOT_YET, WORDS, ALONE)]
    means = [sum(n * chance for n, chance in enumerate(one)) for one in levels]

    assert means == sorted(means)
    assert means[0] < means[2]


def test_one_word_alone_is_not_believed_wholly():
    tap = two_stages().skills[0]

    assert 0.5 < Belief(two_stages(), {"tap": NOT_YET, "call": ALONE, "photo": ALONE}).chance(tap) < 0.95
    assert Belief(two_stages(), {"tap": ALONE}).chance(tap) > Belief(two_stages(), {}).chance(tap)


def test_what_was_said_of_a_stage_without_skills_or_of_a_strange_skill_is_passed_by():
    assert Belief(two_stages(), {"gone": ALONE}).levels == Belief(two_stages(), {}).levels
    assert Belief(two_stages(), {}).stages == [0, 1]


def test_at_most_counts_what_may_be_missing():
    assert odds.at_most([], 0) == 1
    assert odds.at_most([0.5, 0.5], 0) == pytest.approx(0.25)
    assert odds.at_most([0.5, 0.5], 1) == pytest.approx(0.75)
    assert odds.at_most([0.2, 0.5], 2) == pytest.approx(1)
