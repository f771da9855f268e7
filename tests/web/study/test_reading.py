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
