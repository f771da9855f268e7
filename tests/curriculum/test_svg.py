"""Drawings: what an SVG may hold."""

import pytest

from tutor.curriculum.source.problems import Wrong
from tutor.curriculum.source.svg import measure_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">'


def drawing(inside: str, head: str = HEAD) -> bytes:
    return f"{head}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<title>絵</title><g fill="#000"><rect x="1" y="1" width="9" height="9" rx="2"/></g>',
        '<defs><marker id="tip" orient="auto"><path d="M0 0z"/></marker></defs>'
        '<line x1="0" y1="0" x2="9" y2="9" marker-end="url(#tip)"/>',
        '<text x="9" y="9" font-size="20">上へ<tspan dy="9">すべらせる</tspan></text><!-- a note -->',
    ],
)
def test_forms_and_words_are_drawn(inside: str) -> None:
    assert measure_svg(b'<?xml version="1.0" encoding="UTF-8"?>' + drawing(inside)) == (320, 200)


REFUSED = [
    ("<script>alert(1)</script>", "<script>"),
    ("<a><text>x</text></a>", "<a>"),
    ('<image href="https://a.jp/x.png"/>', "<image>"),
    ('<use href="#x"/>', "<use>"),
    ("<foreignObject><p>x</p></foreignObject>", "<foreignObject>"),
    ("<style>@import 'https://a.jp'</style>", "<style>"),
    ('<animate attributeName="x"/>', "<animate>"),
    ('<set attributeName="onload"/>', "<set>"),
    ('<rect onload="alert(1)"/>', "onload"),
    ('<rect onclick="x"/>', "onclick"),
    ('<rect style="fill:red"/>', "style"),
    ('<rect xmlns:x="http://www.w3.org/1999/xlink" x:href="https://a.jp"/>', "href"),
    ('<rect fill="url(https://a.jp/x.svg#y)"/>', "fill"),
    ('<rect fill="URL( #x )"/>', "fill"),
    ('<rect fill="url(#x) url(https://a.jp)"/>', "fill"),
    ('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', "<script>"),
    ('<rect xmlns="http://www.w3.org/1999/xhtml"/>', "<rect>"),
    ("<?xml-stylesheet href='https://a.jp'?>", "<?...?>"),
    ("<g>", "1行目で、書き方がこわれています"),
    ("&x;", "書き方がこわれています"),
    ("\n\n<g", "3行目で"),
    ("<g/>" * 2001, "部品が多すぎます"),
    ("<!-- " + "x" * 100_000 + " -->", "SVGは100KBまで"),
]


@pytest.mark.parametrize(("inside", "sentence"), REFUSED)
def test_what_could_do_more_than_draw_is_refused(inside: str, sentence: str) -> None:
    with pytest.raises(Wrong) as wrong:
        measure_svg(drawing(inside))

    assert sentence in str(wrong.value)


BOMB = (
    b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">',
    b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://a.jp/x">%x;]>',
)


@pytest.mark.parametrize("declared", BOMB)
def test_entities_are_refused_before_they_grow_or_fetch(declared: bytes) -> None:
    with pytest.raises(Wrong, match="DOCTYPE"):
        measure_svg(declared + drawing("<text>x</text>"))


@pytest.mark.parametrize(
    "head",
    [
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99999 5">',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4001 5">',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5">',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="5 5 9 9">',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="a">',
    ],
)
def test_a_drawing_says_how_large_it_is(head: str) -> None:
    with pytest.raises(Wrong, match="viewBox"):
        measure_svg(drawing("<g/>", head))


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xfe\x00", b"<html></html>", b"<svg></svg>"])
def test_a_file_that_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(Wrong):
        measure_svg(data)
