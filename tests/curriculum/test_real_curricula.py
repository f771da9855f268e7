"""The content that is carried to the house: it reads, and is what issue 7 asks of it so far."""

import re
from itertools import chain
from pathlib import Path

import pytest

from tutor.curriculum.content import LANGUAGES, PHONES, Curriculum, Unit, unit_in
from tutor.curriculum.page_html import page_html
from tutor.curriculum.reader import read_curriculum
from tutor.curriculum.stored import as_json, from_json

CURRICULA = Path(__file__).parents[2] / "curricula"


@pytest.fixture(scope="module")
def sumaho() -> Curriculum:
    return read_curriculum(CURRICULA / "sumaho")


def texts(unit: Unit) -> list[str]:
    pages = chain.from_iterable([p.text, p.trouble, p.paper, *(s.text for s in p.steps)] for p in unit.pages)
    because = [choice.because for question in unit.questions for choice in question.choices]
    return [text for text in [*pages, *because, unit.exercise.text, unit.own_steps] if text]


@pytest.mark.parametrize("folder", sorted(path.parent for path in CURRICULA.glob("*/curriculum.toml")))
def test_every_curriculum_reads_without_a_problem_and_keeps_the_name_of_its_folder(folder: Path) -> None:
    assert read_curriculum(folder).key == folder.name


def test_all_nine_stages_are_there(sumaho: Curriculum) -> None:
    assert [stage.number for stage in sumaho.stages] == list(range(9))


def test_stages_with_units_have_two_units_and_core_skills(sumaho: Curriculum) -> None:
    for number in (0, 1, 2):
        assert len(sumaho.units_of(number)) == 2
        assert any(skill.core for skill in sumaho.skills_of(number))
    assert not any(sumaho.skills_of(number) for number in range(3, 9))


def test_a_version_of_the_real_content_comes_back_equal(sumaho: Curriculum) -> None:
    assert from_json(as_json(sumaho)) == sumaho


def test_every_unit_has_steps_for_each_phone_and_says_what_to_do_when_it_goes_wrong(
    sumaho: Curriculum,
) -> None:
    for unit in sumaho.units:
        phones = {steps.phone for page in unit.pages for steps in page.steps}
        assert phones == set(PHONES.values()), unit.key
        assert sum(bool(page.trouble) for page in unit.pages) >= 3, unit.key


def test_every_unit_with_screens_says_when_to_check_it_again(sumaho: Curriculum) -> None:
    assert [unit.key for unit in sumaho.units if unit.check_again_by is None] == []


def test_a_list_never_swallows_the_sentence_after_it(sumaho: Curriculum) -> None:
    said = [unit_in(unit, language) for unit in sumaho.units for language in LANGUAGES]
    for text in chain.from_iterable(texts(unit) for unit in said):
        for item in page_html(text).split("<li>")[1:]:
            assert "<br>" not in item.split("</li>")[0], text


def test_no_sentence_stands_in_more_than_three_units(sumaho: Curriculum) -> None:
    sentences = [set("\n".join(texts(unit)).split("\n")) - {""} for unit in sumaho.units]

    for sentence in set().union(*sentences):
        assert sum(sentence in unit for unit in sentences) <= 3, sentence


@pytest.mark.parametrize(
    "word", ["タップ", "スワイプ", "アイコン", "ログイン", "アカウント", "ダメ", "簡単です"]
)
def test_pages_do_without_hard_words_and_without_blame(sumaho: Curriculum, word: str) -> None:
    for unit in [*sumaho.units, *sumaho.in_language("ja-easy").units]:
        assert word not in "\n".join(texts(unit)), unit.key


def test_a_course_of_three_lessons_uses_the_six_units(sumaho: Curriculum) -> None:
    (course,) = sumaho.courses

    assert [len(lesson) for lesson in course.lessons] == [2, 2, 2]
    assert list(chain.from_iterable(course.lessons)) == [unit.key for unit in sumaho.units]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_two_units_and_all_can_dos_stand_in_other_languages(sumaho: Curriculum, language: str) -> None:
    said = sumaho.in_language(language)

    assert [unit.key for unit in sumaho.units if language in unit.languages] == ["touch", "calls"]
    own = [(one.title, one.theme) for one in sumaho.stages], [one.text for one in sumaho.skills]
    theirs = [(one.title, one.theme) for one in said.stages], [one.text for one in said.skills]
    assert not {*own[0], *own[1]} & {*theirs[0], *theirs[1]}


def test_english_units_show_japanese_only_as_it_stands_on_the_telephone(sumaho: Curriculum) -> None:
    for unit in sumaho.in_language("en").units[0], sumaho.in_language("en").units[2]:
        plain = re.sub(r"「[^」]*」", "", "\n".join([unit.title, unit.why, *texts(unit)]))
        assert re.findall(r"[ぁ-ヿ一-龠]+", plain) == [], unit.key


def test_kanji_that_are_hard_to_read_have_their_reading(sumaho: Curriculum) -> None:
    for unit in sumaho.in_language("ja-easy").units[0], sumaho.in_language("ja-easy").units[2]:
        pages = "\n".join(text for page in unit.pages for text in (page.text, page.trouble, page.paper))
        bare = re.sub(r"\{[^}]*\}|!\[.*\)", "", pages)
        assert not set("画待応答検索届秒帳番警") & set(bare), unit.key


def test_most_questions_are_evidence_of_a_skill(sumaho: Curriculum) -> None:
    asked = [question.skill for unit in sumaho.units for question in unit.questions]

    assert sum(map(bool, asked)) >= 0.75 * len(asked)


def test_every_picture_lies_there_and_is_used(sumaho: Curriculum) -> None:
    used = {picture.path for unit in sumaho.units for picture in unit.pictures}

    assert used == {f"pictures/{path.name}" for path in (CURRICULA / "sumaho" / "pictures").iterdir()}
    assert len(used) >= 2


def test_facts_that_age_say_where_they_come_from(sumaho: Curriculum) -> None:
    facts = [fact for unit in sumaho.units for fact in unit.facts]

    assert len(facts) >= 3
    assert all(fact.source for fact in facts)
