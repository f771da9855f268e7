"""What is said of one sheet."""

from dataclasses import replace

import pytest

from tests.web.learners.scene import CAMERA
from tutor.curriculum.content import Page, Survey
from tutor.speech.sheets import because, every, said, text_hash
from tutor.study.rules import Sheet

pytestmark = pytest.mark.one_database


def test_page_is_said_for_ones_own_telephone():
    assert said(CAMERA, Sheet("page"), phone="android") == [
        "カメラを開く",
        "はじめの文",
        "androidの手順",
        "こまったとき",
        "あわてないで",
    ]


def test_who_does_not_know_the_telephone_hears_all_with_their_names():
    heard = said(CAMERA, Sheet("page"), phone="")

    assert [line for line in heard if line in {"iPhone", "Android", "らくらくスマートフォン"}] == [
        "iPhone",
        "Android",
        "らくらくスマートフォン",
    ]


def test_line_of_the_paper_on_the_desk_is_said_with_its_heading():
    unit = replace(CAMERA, pages=(Page("紙", "文", (), "", paper="二行めです。"),))

    assert said(unit, Sheet("page"), phone="")[-2:] == ["お手元の紙", "二行めです。"]


def test_words_written_for_the_ear_are_said_instead_of_the_page():
    unit = replace(CAMERA, pages=(Page("紙", "文", (), "", narration="ゆっくり話します。見てください。"),))

    assert said(unit, Sheet("page"), phone="") == ["ゆっくり話します。", "見てください。"]


def test_question_is_said_with_its_choices_and_the_kind_word_apart():
    assert said(CAMERA, Sheet("question"), phone="") == ["しつもん", "自分の顔がうつりました", "切る", "矢印"]
    assert because(CAMERA.questions[0].choices[0]) == ["こわれてはいません。", "向きが反対です。"]


def test_survey_exercise_and_own_line_are_said():
    unit = replace(CAMERA, surveys=(Survey("どうでしたか", ("よい", "まだ")),))

    assert said(unit, Sheet("survey"), phone="") == ["アンケート", "どうでしたか", "よい", "まだ"]
    assert said(unit, Sheet("exercise"), phone="")[0] == "れんしゅう"
    assert said(unit, Sheet("own"), phone="") == ["じぶんの手順", "とるには、"]


def test_headings_are_put_into_the_language_of_the_page():
    heard = said(CAMERA, Sheet("page"), phone="iphone", name=lambda said: f"<{said}>")

    assert "<こまったとき>" in heard


def test_sheet_that_is_the_same_for_all_telephones_is_there_once():
    """Four of the first page, one of each other sheet, two kind words."""
    assert len(every(CAMERA)) == 4 + 1 + 1 + 1 + 1 + 2


def test_hash_changes_with_any_word_and_with_nothing_else():
    assert text_hash(["あ", "い"]) == text_hash(["あ", "い"])
    assert text_hash(["あ", "い"]) != text_hash(["あい"])
