"""Where a line of a unit ends on a telephone: never inside an everyday word written in kana."""

import pytest
from flask import render_template

from config import ROOT
from tests.browser.conftest import PHONE
from tutor.curriculum.page_html import page_html, title_html

pytestmark = pytest.mark.browser
STYLE = "<style>" + (ROOT / "tutor" / "web" / "static" / "style.css").read_text(encoding="utf-8") + "</style>"
TOPS = """word => {
  const letters = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());)
    for (let i = 0; i < node.length; i++) letters.push([node, i]);
  const from = letters.map(([node, i]) => node.data[i]).join("").indexOf(word);
  return letters.slice(from, from + word.length).map(([node, i]) => {
    const range = document.createRange();
    range.setStart(node, i); range.setEnd(node, i + 1);
    return range.getBoundingClientRect().top; }); }"""


@pytest.mark.parametrize("html", [page_html, title_html])
@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("赤いボタンがもどります", "もど"),
        ("はじめの画面にもどります", "もど"),
        ("元にもどせます", "もど"),
        ("見つけて、たたきます", "たた"),
        ("気長に待ち、いそぐ用なら電話する", "いそぐ"),
        ("右下の「追加」です", "」です"),
    ],
)
def test_no_line_ends_inside_a_word(page, line, word, html):
    page.set_content(f'<html lang="ja"><head>{STYLE}</head><body class="learner">{html(line)}</body></html>')
    for width in range(100, PHONE["width"], 10):
        page.set_viewport_size({"width": width, "height": 600})
        assert len(set(page.evaluate(TOPS, word))) == 1, width


@pytest.mark.parametrize("width", [320, PHONE["width"]])
def test_choice_that_fits_in_a_line_is_one(page, app, width):
    """A button lays out each of its children: words held together once stood in columns of their own."""
    with app.test_request_context():
        html = render_template("study/parts/choice.html", choice="もう一度さがしてみる", at=0, is_chosen=True)
    whole = f'<body class="learner"><form class="choices">{html}</form></body>'
    page.set_content(f'<html lang="ja"><head>{STYLE}</head>{whole}</html>')
    page.set_viewport_size({"width": width, "height": 600})

    assert len(set(page.evaluate(TOPS, "もう一度さがしてみる"))) == 1
