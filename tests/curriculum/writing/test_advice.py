"""All the advice on one curriculum together: what of it goes for which language, and in what order."""

import pytest

from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, UNIT_TEXT, changed, line_of
from tests.curriculum.test_variants import ENGLISH
from tests.curriculum.writing.small import files_of, read, unit_text
from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.advice import advice
from tutor.curriculum.writing.hard_words import Words

WORDS = Words(("アプリ",), (("タップ", "ポンとたたく"),))


def said(*units: str, main: str = MAIN_TEXT, **beside: str) -> list[Problem]:
    files = files_of(*units, main=main, **beside)
    return advice(read(files), files, WORDS)


def test_a_unit_with_nothing_of_it_gets_no_advice() -> None:
    assert said(UNIT_TEXT) == []


def test_it_comes_in_the_order_of_files_and_lines() -> None:
    unit = unit_text(said="タップで、188にかけます。\n[市](https://)のアプリです。")
    main = changed(MAIN_TEXT, "さわります。", "タップします。")

    found = said(unit, main=main)

    assert found == sorted(found)
    at = line_of(unit, "タップ")
    assert [problem[:2] for problem in found] == [
        (MAIN, line_of(main, "タップ")),
        *[("units/01-touch.md", line) for line in (at, at, at + 1, at + 1)],
    ]


def test_titles_and_the_reason_are_read_by_learners_too() -> None:
    unit = changed(UNIT_TEXT, "安心できます。", "タップできます。")

    assert [problem.line for problem in said(unit)] == [line_of(unit, "why")]


@pytest.mark.parametrize("part", ["1. ふれて、はなします。", "外をたたきます。", "1. もどります。"])
def test_steps_troubles_and_the_exercise_are_read_too(part: str) -> None:
    unit = changed(UNIT_TEXT, part, "タップします。")

    assert [problem.line for problem in said(unit)] == [line_of(unit, "タップ")]


def test_the_text_of_a_fact_is_not_on_the_page() -> None:
    fact = '[[facts]]\ntext = "タップは188"\ncheck_again_by = 2027-10-01\nsource = "本"\n'

    assert said(unit_text(front=fact)) == []


def test_of_plain_japanese_only_the_words_of_screens_are_asked() -> None:
    plain = changed(ENGLISH, "# れんしゅう：", "# れんしゅう：タップと アプリ ")

    (problem,) = said(UNIT_TEXT, ja_easy=plain)

    assert problem[:2] == ("units/01-touch.ja-easy.md", line_of(plain, "タップ"))


def test_a_number_ages_in_every_language() -> None:
    english = changed(ENGLISH, "# れんしゅう：", "# れんしゅう：188 ")

    assert [problem.file for problem in said(UNIT_TEXT, en=english)] == ["units/01-touch.en.md"]
