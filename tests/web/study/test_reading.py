"""A sheet of a unit, made from its Markdown."""

from dataclasses import replace

import pytest

from tests.curriculum.plain_content import unit
from tutor.curriculum.content import Page, PhoneSteps, Picture, Unit
from tutor.study.rules import Sheet
from tutor.web.study.reading import sheet_of

pytestmark = pytest.mark.one_database
HOME = Picture("pictures/home.svg", "a" * 64, "image/svg+xml", 320, 200)
SHOWN = f'<img class="unit-picture" src="/content/{HOME.hash}"'


def page(**texts: str) -> Page:
    return replace(Page("もどる", "もどれます。", (), ""), **texts)


def drawn(one: Page) -> Unit:
    return replace(unit("touch", 1, pages=0), pages=(one,), pictures=(HOME,))


@pytest.mark.parametrize("part", ["text", "trouble", "paper"])
def test_a_picture_stands_where_the_page_names_it(part: str) -> None:
    one = page(**{part: "![上への矢印](pictures/home.svg)"})
    sheet = sheet_of(drawn(one), Sheet("page", 0), phone="")

    assert SHOWN in getattr(sheet, "html" if part == "text" else part)


def test_a_picture_may_be_one_of_the_steps_of_a_telephone() -> None:
    steps = (PhoneSteps("iphone", "![上への矢印](pictures/home.svg)"), PhoneSteps("android", "○です。"))
    one = replace(page(), steps=steps)
    sheet = sheet_of(drawn(one), Sheet("page", 0), phone="iphone")

    ((name, html),) = sheet.steps
    assert (name, SHOWN in html) == ("iPhone", True)


def test_what_is_read_aloud_is_beside_the_page_for_whoever_cannot_hear_it() -> None:
    sheet = sheet_of(drawn(page(narration="ゆっくり話します。")), Sheet("page", 0), phone="")

    assert sheet.narration == "<p>ゆっくり話します。</p>\n"


@pytest.mark.parametrize(
    ("words", "phone", "said"),
    [
        ("「OK」をたたきます。", "rakuraku", True),
        ("Tap “OK”.", "rakuraku", True),
        ("「OK」をたたきます。", "iphone", False),
        ("「OK」をたたきます。", "", False),
        ("「OK」を読みます。", "rakuraku", False),
        ("たたきます。らくらくスマートフォンでは、押しこみます。", "rakuraku", False),
    ],
)
def test_who_has_to_press_is_told_where_a_page_says_tap(words: str, phone: str, said: bool) -> None:
    assert sheet_of(drawn(page(text=words)), Sheet("page", 0), phone=phone).is_pressed is said
    assert sheet_of(drawn(page(trouble=words)), Sheet("page", 0), phone=phone).is_pressed is said


def test_only_what_is_said_to_all_telephones_needs_it() -> None:
    one = replace(page(text="読みます。"), steps=(PhoneSteps("rakuraku", "たたかずに押しこみます。"),))

    assert not sheet_of(drawn(one), Sheet("page", 0), phone="rakuraku").is_pressed


@pytest.mark.parametrize("part", ["text", "trouble"])
def test_box_that_the_town_has_not_filled_is_known(part: str) -> None:
    empty, full = page(**{part: "〔市で書く：係の番号〕"}), page(**{part: "0191-21-0000"})

    assert sheet_of(drawn(empty), Sheet("page", 0), phone="").has_blank
    assert not sheet_of(drawn(full), Sheet("page", 0), phone="").has_blank
