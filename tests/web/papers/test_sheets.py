"""How a unit lies on its sheets: no sheet of nothing but lines, and small pages share one."""

from pathlib import Path

import pytest
from flask import render_template_string

from tests import pdf
from tests.curriculum.plain_content import unit
from tutor import paper
from tutor.web.papers.handouts import Handout, Part
from tutor.web.papers.making import STYLES

pytestmark = pdf.needed
TAUGHT = '{% import "papers/taught.html" as taught with context %}<article class="taught">'
ABOVE = '<div style="height: {{ above }}mm"></div>{{ taught.own(one) }}</article>'
STEPS = "<ol><li>はじめの手順</li><li>つぎの手順</li><li>おわりの手順</li></ol>"
SMALL = Part("小さなページ", "<p>一行だけ</p>", (("iphone", STEPS),), "<p>一行だけ</p>", "")


def sheets(app, template: str, *, parts: tuple[Part, ...] = (), above: int = 0) -> list[str]:
    """The words of each, as they lie on paper."""
    one = Handout(unit("touch", 1, "tap"), "iphone", "ja", parts, STEPS, "<p>もどるには（　）</p>")
    with app.test_request_context():
        html = render_template_string(TAUGHT + template, one=one, above=above, static="")
        laid = paper._laid_out(html, Path(app.static_folder), STYLES)
    return ["".join(getattr(box, "text", "") for box in page._page_box.descendants()) for page in laid.pages]


@pytest.mark.parametrize("above", range(186, 218, 5))
def test_lines_to_write_on_begin_no_sheet_without_their_heading(app, above):
    assert "じぶんの手順" in sheets(app, ABOVE, above=above)[-1]


def test_lines_to_write_on_fill_what_is_left_of_a_sheet(app):
    assert len(sheets(app, ABOVE, above=10)) == 1


def test_small_pages_share_a_sheet(app):
    first = sheets(app, "{{ taught.unit(one) }}</article>", parts=(SMALL,) * 3)[0]

    assert first.count("小さなページ") == first.count("こまったとき") == 3
