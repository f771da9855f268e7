"""What pages show, from marks alone."""

from dataclasses import replace
from datetime import date, timedelta

from tests.curriculum.plain_content import curriculum, skill, stage, two_stages, unit
from tests.make import NOW
from tutor.learning.rules import MarkSource, Seen
from tutor.learning.shown import Progress, Step, homework_choices, lesson_skills

TODAY = date(2026, 11, 22)
HERE = 7


def seen(key, value, days_ago=0, by=1, **values):
    at = NOW - timedelta(days=days_ago)
    return replace(Seen(key, value, MarkSource.TUTOR, by, at), **values)


def rows(*marks, content=None):
    return lesson_skills(content or two_stages(), marks, lesson_id=HERE, day=TODAY, now=NOW)


def keys(*marks, content=None):
    return [row.skill.key for row in rows(*marks, content=content)]


def test_steps_say_what_is_reached_next_and_later():
    progress = Progress(two_stages(), {"tap": 3, "home": 3, "call": 3})

    assert progress.level == 0
    assert progress.steps == [
        Step(0, "段階0", "reached", ()),
        Step(1, "段階1", "next", ("photoができる",)),
        Step(2, "段階2", "later", ()),
    ]


def test_steps_of_a_beginner_name_what_every_stage_wants():
    steps = Progress(two_stages(), {}).steps

    assert [step.state for step in steps] == ["next", "later", "later"]
    assert steps[1].missing == ("callができる", "photoができる")


def test_lesson_shows_the_skills_of_the_next_stage():
    assert keys() == ["tap", "home"]
    assert keys(seen("tap", 3), seen("home", 3), seen("call", 2)) == ["call", "photo"]


def test_lesson_leaves_out_what_is_held_alone_and_not_due():
    assert keys(seen("tap", 3)) == ["home"]


def test_lesson_begins_with_what_is_due_again():
    found = rows(seen("tap", 3, 30))

    assert [(row.skill.key, row.due) for row in found] == [("tap", True), ("home", False)]


def test_lesson_shows_two_reviews_first_and_the_others_last():
    content = curriculum(
        (*(skill(f"old{n}") for n in range(4)), skill("new1", 1), skill("new2", 1)),
        stages=(stage(0), stage(1, 0)),
    )
    done = [seen(f"old{n}", 3, 30 - n) for n in range(4)]

    assert keys(*done, content=content) == ["old0", "old1", "new1", "new2", "old2", "old3"]


def test_lesson_shows_at_most_six():
    content = curriculum(tuple(skill(f"s{n}") for n in range(9)))

    assert keys(content=content) == ["s0", "s1", "s2", "s3", "s4", "s5"]


def test_lesson_keeps_its_rows_when_marks_are_given():
    before = keys(seen("tap", 3, 30))

    assert keys(seen("tap", 3, 30), seen("tap", 4, lesson=HERE), seen("home", 4, lesson=HERE)) == before


def test_lesson_adds_what_was_marked_besides():
    found = rows(seen("photo", 2, lesson=HERE))

    assert [row.skill.key for row in found] == ["tap", "home", "photo"]


def test_lesson_row_tells_standing_units_and_each_tutors_mark():
    row = rows(
        seen("tap", 2, 9),
        seen("tap", 4, 0.2, lesson=HERE),
        seen("tap", 2, 0.1, lesson=HERE),
        seen("tap", 3, 0.1, by=2, lesson=HERE),
        seen("tap", 0, 0, by=3, lesson=HERE, source=MarkSource.QUIZ),
    )[0]

    assert (row.standing, row.units, row.given) == (2, ("単元touch",), {1: 2, 2: 3})


def test_lesson_row_without_marks_is_not_tried():
    row = rows()[0]

    assert (row.standing, row.due, row.given) == (0, False, {})


def test_lesson_passes_over_skills_the_content_does_not_have():
    assert keys(seen("gone", 3, 30), seen("lost", 2, lesson=HERE)) == ["tap", "home"]


def test_lesson_looks_at_the_homework_before_the_rest_of_the_stage():
    content = curriculum(
        (skill("tap"), skill("home"), skill("call")),
        units=(unit("u1", 1, "tap"), unit("u2", 2, "call", "home")),
    )

    def shown(*marks, homework=()):
        found = lesson_skills(content, marks, lesson_id=HERE, day=TODAY, now=NOW, homework=homework)
        return [row.skill.key for row in found]

    assert shown() == ["tap", "home", "call"]
    assert shown(homework=["u2"]) == ["call", "home", "tap"]
    assert shown(seen("call", 3), homework=["u2"])[:1] == ["home"], (
        "what is held alone is not looked at again"
    )


THREE = curriculum(
    (skill("tap"), skill("home"), skill("call")),
    units=(unit("touch", 1, "tap", "home"), unit("ring", 2, "call")),
)


def choices(standings, skills=("tap", "home"), practised=(), due=()):
    found = homework_choices(THREE, standings, skills=skills, practised=practised, due=due)
    return [(one.unit, one.proposed, one.when_all_goes_well) for one in found]


def test_homework_is_proposed_from_the_skills_of_the_lesson_before_there_is_a_mark():
    assert choices({}) == [("touch", True, False), ("ring", False, True)]


def test_homework_follows_the_marks_once_they_are_in():
    assert choices({"tap": 3, "home": 1}, practised={"tap", "home"})[0] == ("touch", True, False)
    assert choices({"tap": 3, "home": 3}, practised={"tap", "home"}) == [
        ("ring", True, True),
        ("touch", False, False),
    ]


def test_homework_names_the_skills_of_the_lesson_that_each_unit_practises():
    found = homework_choices(THREE, {}, skills=("home", "call"), practised=(), due=())

    assert [(one.unit, one.skills) for one in found] == [("touch", ("home",)), ("ring", ("call",))]
