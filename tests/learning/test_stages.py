"""Stages and level: which skills must stand at 3."""

from hypothesis import given
from hypothesis import strategies as st

from tests.curriculum.plain_content import curriculum, skill, stage, two_stages
from tutor.learning.rules import level, missing, next_stage, stages_reached

ALL = {"tap": 3, "home": 3, "call": 3, "photo": 3}


def with_skills(how_many, core=0):
    return curriculum(tuple(skill(f"s{n}", core=n < core) for n in range(how_many)))


def alone(how_many, *, of):
    return {f"s{n}": 3 if n < how_many else 2 for n in range(of)}


def keys(skills):
    return [skill.key for skill in skills]


def test_stage_is_reached_when_every_skill_stands_at_three():
    assert stages_reached({"tap": 3, "home": 4}, two_stages()) == (0,)
    assert stages_reached({"tap": 3, "home": 2}, two_stages()) == ()
    assert stages_reached({}, two_stages()) == ()


def test_stage_is_reached_with_exactly_85_percent():
    assert stages_reached(alone(17, of=20), with_skills(20)) == (0,)
    assert stages_reached(alone(16, of=20), with_skills(20)) == ()
    assert stages_reached(alone(11, of=13), with_skills(13)) == ()


def test_stage_is_not_reached_while_one_core_skill_is_missing():
    all_but_the_core = {f"s{n}": 4 for n in range(1, 40)}

    assert stages_reached(all_but_the_core | {"s0": 2}, with_skills(40, core=1)) == ()
    assert stages_reached(all_but_the_core | {"s0": 3}, with_skills(40, core=1)) == (0,)


def test_level_is_the_highest_stage_reached():
    assert level({"tap": 3, "home": 3}, two_stages()) == 0
    assert level(ALL, two_stages()) == 1
    assert level({}, two_stages()) is None


def test_level_waits_for_the_stages_needed_before():
    holes = {"tap": 3, "home": 2, "call": 3, "photo": 3}

    assert stages_reached(holes, two_stages()) == (1,)
    assert level(holes, two_stages()) is None


def test_level_waits_for_a_stage_needed_by_a_needed_one():
    content = curriculum(
        (skill("a"), skill("b", 1), skill("c", 2)), stages=(stage(0), stage(1, 0), stage(2, 1))
    )

    assert level({"b": 3, "c": 3}, content) is None
    assert level({"a": 3, "b": 3, "c": 3}, content) == 2


def test_level_does_not_wait_for_a_stage_that_is_not_needed():
    content = curriculum((skill("a"), skill("b", 1)), stages=(stage(0), stage(1)))

    assert level({"b": 3}, content) == 1


def test_stage_without_skills_is_never_reached_and_holds_nobody_back():
    content = curriculum((skill("a"), skill("c", 2)), stages=(stage(0), stage(1, 0), stage(2, 1)))

    assert stages_reached({"a": 3, "c": 3}, content) == (0, 2)
    assert level({"a": 3, "c": 3}, content) == 2
    assert level({"c": 3}, content) is None
    assert missing(1, {}, content) == ()


def test_missing_names_core_skills_first():
    assert keys(missing(1, {}, two_stages())) == ["call", "photo"]
    assert keys(missing(1, {"call": 3}, two_stages())) == ["photo"]
    content = curriculum((skill("extra"), skill("heart", core=True)))
    assert keys(missing(0, {}, content)) == ["heart", "extra"]


def test_nothing_is_missing_from_a_reached_stage():
    assert missing(0, alone(17, of=20), with_skills(20)) == ()
    assert len(missing(0, alone(16, of=20), with_skills(20))) == 4


def test_next_stage_is_the_lowest_not_reached():
    assert next_stage({}, two_stages()) == 0
    assert next_stage({"tap": 3, "home": 3}, two_stages()) == 1
    assert next_stage(ALL, two_stages()) is None


@given(st.fixed_dictionaries({key: st.integers(0, 4) for key in ALL}), st.sampled_from(sorted(ALL)))
def test_level_never_falls_when_a_standing_rises(standings, key):
    risen = standings | {key: standings[key] + 1}

    assert (level(risen, two_stages()) or -1) >= (level(standings, two_stages()) or -1)
    assert set(stages_reached(standings, two_stages())) <= set(stages_reached(risen, two_stages()))
