"""The content that is carried to the house: it reads, and is what issue 7 asks of it so far."""

from itertools import chain
from pathlib import Path

import pytest

from tutor.curriculum.content import PHONES, Curriculum, Unit
from tutor.curriculum.page_html import page_html
from tutor.curriculum.reader import read_curriculum
from tutor.curriculum.stored import as_json, from_json

CURRICULA = Path(__file__).parents[2] / "curricula"


@pytest.fixture(scope="module")
def sumaho() -> Curriculum:
    return read_curriculum(CURRICULA / "sumaho")


def texts(unit: Unit) -> list[str]:
    pages = chain.from_iterable([p.text, p.trouble, *(s.text for s in p.steps)] for p in unit.pages)
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
    for text in chain.from_iterable(texts(unit) for unit in sumaho.units):
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
    for unit in sumaho.units:
        assert word not in "\n".join(texts(unit)), unit.key
