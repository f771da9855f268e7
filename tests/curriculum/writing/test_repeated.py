"""A sentence in more than three units, which no author has written for each of them."""

import pytest

from tests.curriculum.small_curriculum import changed, line_of
from tests.curriculum.test_variants import ENGLISH
from tests.curriculum.writing.small import files_of, read, unit_text
from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.hard_words import Words
from tutor.curriculum.writing.lines import units_written
from tutor.curriculum.writing.repeated import repeated

SET_PHRASE = "あせらずに、ゆっくり進めましょう。"
KEYS = ("one", "two", "three", "four", "five")


def own(key: str, said: str) -> str:
    """The sentences of the small unit that are long enough are its own."""
    text = changed(unit_text(key, said), "切らなくて大丈夫です。", f"{key}なら、切らなくて大丈夫です。")
    return changed(text, "さわっても、こわれません。", f"{key}は、こわれません。")


def problems(*texts: str) -> list[Problem]:
    files = files_of(*texts)
    return list(repeated(units_written(read(files), files), Words(("QRコード",))))


def test_a_sentence_may_stand_in_three_units() -> None:
    assert problems(*(own(key, SET_PHRASE) for key in KEYS[:3])) == []


def test_in_the_fourth_it_is_named_with_its_line_and_with_those_before() -> None:
    texts = [own(key, SET_PHRASE) for key in KEYS[:4]]

    (problem,) = problems(*texts)

    assert problem[:2] == ("units/04-four.md", line_of(texts[3], SET_PHRASE))
    assert "4つの単元（one、two、three、four）" in problem.sentence
    assert SET_PHRASE.rstrip("。") in problem.sentence


def test_each_unit_after_the_fourth_is_named_too() -> None:
    files = [problem.file for problem in problems(*(own(key, SET_PHRASE) for key in KEYS))]

    assert files == ["units/04-four.md", "units/05-five.md"]


def test_twice_in_one_unit_counts_once() -> None:
    twice = f"{SET_PHRASE}\n{SET_PHRASE}"

    assert problems(own("one", twice), own("two", twice), own("three", "もどれます。")) == []


def test_what_stands_beside_a_unit_in_another_language_is_not_another_unit() -> None:
    units = [own(key, SET_PHRASE) for key in KEYS[:3]]
    files = files_of(*units, ja_easy=changed(ENGLISH, "You can always go back.", SET_PHRASE))

    assert list(repeated(units_written(read(files), files), Words())) == []


@pytest.mark.parametrize(
    "said", [f"**ここで**、ひとこと。{SET_PHRASE}", "あせらずに、ゆっくり{進|すす}めましょう。"]
)
def test_marks_readings_and_neighbours_do_not_hide_it(said: str) -> None:
    assert len(problems(*(own(key, SET_PHRASE) for key in KEYS[:3]), own("four", said))) == 1


@pytest.mark.parametrize("said", ["切れました。", "1. 「設定」をポンとたたきます。"])
def test_what_is_short_and_one_movement_of_the_hand_may_be_said_alike(said: str) -> None:
    assert problems(*(own(key, said) for key in KEYS)) == []


@pytest.mark.parametrize(("word", "count"), [("QRコード", 0), ("点字の紙", 1)])
def test_a_hard_word_is_best_explained_alike(word: str, count: int) -> None:
    said = f"「{word}」は、白黒の小さな四角です。"

    assert len(problems(*(own(key, said) for key in KEYS[:4]))) == count


def test_a_long_step_is_a_sentence_like_others() -> None:
    step = "1. 画面のまん中より少し下に、指の腹をそっと置きます。"

    assert len(problems(*(own(key, step) for key in KEYS[:4]))) == 1


def test_notes_of_tutors_are_read_too_and_their_points_are_no_steps() -> None:
    note = "- 受講者の手元を、よく見ていてください。"
    texts = [changed(own(key, "もどれます。"), "手は机の上に置きます。", note) for key in KEYS[:4]]

    assert [problem.line for problem in problems(*texts)] == [line_of(texts[3], note)]
