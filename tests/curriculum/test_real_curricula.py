"""The content that is carried to the house: it reads, and is what issue 7 asks of it so far."""

import re
from itertools import chain
from pathlib import Path

import pytest

from tutor.curriculum.blanks import BLANK
from tutor.curriculum.content import LANGUAGES, PHONES, Curriculum, Unit, unit_in
from tutor.curriculum.page_html import page_html
from tutor.curriculum.reader import read_curriculum
from tutor.curriculum.stored import as_json, from_json

CURRICULA = Path(__file__).parents[2] / "curricula"
FOLDERS = sorted(path.parent for path in CURRICULA.glob("*/curriculum.toml"))
LONGEST_LESSON = 100
"""Minutes, as the units of a lesson ask for them."""
QUOTED = re.compile(r"「[^」]*」")


@pytest.fixture(scope="module")
def sumaho() -> Curriculum:
    return read_curriculum(CURRICULA / "sumaho")


def texts(unit: Unit) -> list[str]:
    pages = chain.from_iterable([p.text, p.trouble, p.paper, *(s.text for s in p.steps)] for p in unit.pages)
    because = [choice.because for question in unit.questions for choice in question.choices]
    return [text for text in [*pages, *because, unit.exercise.text, unit.own_steps] if text]


def all_read(unit: Unit) -> str:
    """Whatever a learner reads of a unit, its titles and questions too."""
    titles = [unit.title, unit.why, unit.exercise.title, *(page.title for page in unit.pages)]
    asked = [[one.text, *(choice.text for choice in one.choices)] for one in unit.questions]
    asked += [[one.text, *one.choices] for one in unit.surveys]
    return "\n".join([*titles, *texts(unit), *chain.from_iterable(asked)])


def translated(sumaho: Curriculum, language: str) -> list[Unit]:
    return [unit_in(unit, language) for unit in sumaho.units if language in unit.languages]


@pytest.fixture(scope="module")
def all_of_ours() -> list[Curriculum]:
    return [read_curriculum(folder) for folder in FOLDERS]


def test_every_curriculum_reads_without_a_problem_and_keeps_the_name_of_its_folder(
    all_of_ours: list[Curriculum],
) -> None:
    assert [read.key for read in all_of_ours] == [folder.name for folder in FOLDERS]
    assert {read.key: read.audience for read in all_of_ours} == {
        "sumaho": "learners",
        "kenshu": "tutors",
        "kazoku": "families",
    }


def test_no_two_curricula_name_a_skill_alike(all_of_ours: list[Curriculum]) -> None:
    keys = [skill.key for read in all_of_ours for skill in read.skills]

    assert len(set(keys)) == len(keys)


def test_those_who_help_are_asked_as_carefully_as_those_who_learn(all_of_ours: list[Curriculum]) -> None:
    """The training of tutors and the pack for families: each question is evidence of a skill."""
    for read in all_of_ours:
        for unit in read.units if read.key != "sumaho" else []:
            assert 3 <= len(unit.questions) <= 4, unit.key
            assert all(question.skill for question in unit.questions), unit.key
            assert sum(bool(page.trouble) for page in unit.pages) >= 3, unit.key
            assert len({_place_of_the_right(unit, n) for n in range(len(unit.questions))}) > 1, unit.key


def _place_of_the_right(unit: Unit, number: int) -> int:
    return [choice.right for choice in unit.questions[number].choices].index(True)


def test_each_unit_for_families_says_what_the_town_does_and_does_not(all_of_ours: list[Curriculum]) -> None:
    for unit in next(read for read in all_of_ours if read.key == "kazoku").units:
        last = unit.pages[-1]
        assert last.title == "町の講座がすること、しないこと", unit.key
        assert "します\n" in last.text, unit.key
        assert "しません\n" in last.text, unit.key


def test_all_nine_stages_are_there(sumaho: Curriculum) -> None:
    assert [stage.number for stage in sumaho.stages] == list(range(9))


def test_stages_with_units_have_core_skills(sumaho: Curriculum) -> None:
    for number in sorted({unit.stage for unit in sumaho.units}):
        assert any(skill.core for skill in sumaho.skills_of(number)), number


def test_the_tens_of_a_units_number_are_its_stage(sumaho: Curriculum) -> None:
    assert [unit.key for unit in sumaho.units if unit.number // 10 != unit.stage] == []


def test_a_version_of_the_real_content_comes_back_equal(sumaho: Curriculum) -> None:
    assert from_json(as_json(sumaho)) == sumaho


def test_units_on_the_telephone_itself_have_steps_for_each_phone(sumaho: Curriculum) -> None:
    for unit in [*sumaho.units_of(0), *sumaho.units_of(1)]:
        phones = {steps.phone for page in unit.pages for steps in page.steps}
        assert phones == set(PHONES.values()), unit.key


def test_every_unit_says_what_to_do_when_it_goes_wrong(sumaho: Curriculum) -> None:
    for unit in sumaho.units:
        assert sum(bool(page.trouble) for page in unit.pages) >= 3, unit.key


def test_every_unit_with_screens_says_when_to_check_it_again(sumaho: Curriculum) -> None:
    for unit in sumaho.units:
        screens = any(page.steps for page in unit.pages)
        assert unit.check_again_by if screens else unit.ages, unit.key


def test_a_list_never_swallows_the_sentence_after_it(all_of_ours: list[Curriculum]) -> None:
    units = chain.from_iterable(read.units for read in all_of_ours)
    said = [unit_in(unit, language) for unit in units for language in LANGUAGES]
    for text in chain.from_iterable(texts(unit) for unit in said):
        for item in page_html(text).split("<li>")[1:]:
            assert "<br>" not in item.split("</li>")[0], text


def test_a_lesson_of_a_course_is_not_longer_than_people_can_sit(sumaho: Curriculum) -> None:
    minutes = {unit.key: unit.minutes for unit in sumaho.units}

    assert {course.key: len(course.lessons) for course in sumaho.courses} == {
        "first-three": 3,
        "circle-four": 4,
    }
    for lesson in chain.from_iterable(course.lessons for course in sumaho.courses):
        assert sum(minutes[key] for key in lesson) <= LONGEST_LESSON, lesson


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_units_and_all_can_dos_stand_in_other_languages(sumaho: Curriculum, language: str) -> None:
    said = sumaho.in_language(language)

    assert {"touch", "calls"} <= {unit.key for unit in translated(sumaho, language)}
    own = [(one.title, one.theme) for one in sumaho.stages], [one.text for one in sumaho.skills]
    theirs = [(one.title, one.theme) for one in said.stages], [one.text for one in said.skills]
    assert not {*own[0], *own[1]} & {*theirs[0], *theirs[1]}


def test_english_units_show_japanese_only_as_it_stands_on_the_telephone(sumaho: Curriculum) -> None:
    for unit in translated(sumaho, "en"):
        plain = QUOTED.sub("", BLANK.sub(r"\1", all_read(unit)))
        assert re.findall(r"[ぁ-ヿ一-龠]+", plain) == [], unit.key


def test_kanji_that_are_hard_to_read_have_their_reading(sumaho: Curriculum) -> None:
    for unit in translated(sumaho, "ja-easy"):
        pages = "\n".join(text for page in unit.pages for text in (page.text, page.trouble, page.paper))
        bare = re.sub(r"\{[^}]*\}|!\[.*\)", "", pages)
        assert not set("画待応答検索届秒帳番警") & set(bare), unit.key


def test_most_questions_are_evidence_of_a_skill(sumaho: Curriculum) -> None:
    asked = [question.skill for unit in sumaho.units for question in unit.questions]

    assert sum(map(bool, asked)) >= 0.75 * len(asked)


def test_every_picture_lies_there_and_is_used(all_of_ours: list[Curriculum]) -> None:
    for read in all_of_ours:
        used = {picture.path for unit in read.units for picture in unit.pictures}

        assert used == {f"pictures/{path.name}" for path in (CURRICULA / read.key / "pictures").iterdir()}
        assert len(used) >= 2


def test_facts_that_age_say_where_they_come_from(sumaho: Curriculum) -> None:
    facts = [fact for unit in sumaho.units for fact in unit.facts]

    assert len(facts) >= 3
    assert all(fact.source for fact in facts)
