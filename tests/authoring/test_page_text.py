"""A draft's text changed page by page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.curriculum.small_curriculum import UNIT_TEXT
from tutor.authoring import page_text
from tutor.authoring.page_text import PageText
from tutor.curriculum.content import Choice, Question

TITLES = ["こわれません", "たたく", "もどる"]
QUESTION = Question("なに。", (Choice("これ", True, "そうです。"), Choice("それ", False, "ちがいます。")))


def titles(text: str) -> list[str]:
    return [page.title for page in page_text.pages_of(text)]


def rest(text: str) -> str:
    """All but the pages."""
    return text[: text.index("# ページ")] + text[text.index("# れんしゅう") :]


def test_page_is_found_with_its_lines_and_its_parts():
    first, second, _ = page_text.pages_of(UNIT_TEXT)

    assert (first.title, first.text, first.narration) == ("こわれません", "さわっても、こわれません。", "")
    assert "## iPhone\n1. ふれて、はなします。" in second.text
    assert UNIT_TEXT.split("\n")[second.first_line - 1] == "# ページ：たたく"


def test_one_page_is_corrected_and_nothing_else_moves():
    page = PageText("たたく", "新しい文です。", "ここで、たたいて見せます。")

    changed = page_text.with_page(UNIT_TEXT, 1, page)

    found = page_text.pages_of(changed)[1]
    assert (found.title, found.text, found.narration) == (page.title, page.text, page.narration)
    assert (titles(changed), rest(changed)) == (TITLES, rest(UNIT_TEXT))


@pytest.mark.parametrize("at", range(3))
def test_page_written_as_it_was_says_what_it_said(at):
    page = page_text.pages_of(UNIT_TEXT)[at]

    again = page_text.pages_of(page_text.with_page(UNIT_TEXT, at, page))[at]

    assert (again.title, again.text) == (page.title, page.text)


def test_page_is_taken_out():
    changed = page_text.without_page(UNIT_TEXT, 0)

    assert (titles(changed), rest(changed)) == (TITLES[1:], rest(UNIT_TEXT))


@given(st.integers(0, 2), st.integers(-9, 9))
def test_moved_pages_are_the_same_pages(at, by):
    changed = page_text.moved(UNIT_TEXT, at, by)

    assert sorted(titles(changed)) == sorted(TITLES)
    assert titles(changed)[max(0, min(at + by, 2))] == TITLES[at]
    assert (rest(changed), len(changed)) == (rest(UNIT_TEXT), len(UNIT_TEXT))


def test_question_comes_after_the_others_or_before_ones_own_steps():
    asked = page_text.questions_of(UNIT_TEXT)
    assert page_text.questions_of(page_text.with_question(UNIT_TEXT, QUESTION)) == [*asked, "なに。"]

    bare = page_text.without_question(page_text.without_question(UNIT_TEXT, 0), 0)
    changed = page_text.with_question(bare, QUESTION)
    assert page_text.questions_of(changed) == ["なに。"]
    assert changed.index("# しつもん") < changed.index("# じぶんの手順")


def test_front_is_changed_where_it_is_said_to_and_keeps_its_facts():
    fact = '+++\n[[facts]]\ntext = "17時まで"\ncheck_again_by = 2027-04-01\nsource = "広報"\n'
    text = UNIT_TEXT.replace("+++\n\n#", f"{fact.removeprefix('+++')}+++\n\n#", 1)

    front = page_text.front_of(page_text.with_front(text, title='新しい "題"', skills=("home",)))

    assert (front["title"], front["skills"], front["minutes"]) == ('新しい "題"', ["home"], 30)
    assert front["facts"][0]["text"] == "17時まで"


def test_front_that_is_broken_is_empty_not_an_error():
    assert page_text.front_of("+++\nkey = \n+++\n") == {}
