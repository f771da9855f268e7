"""A .pdf as a deck."""

import pytest

from tests import pdf as paper
from tests.curriculum.slides import decks
from tutor.curriculum.slides.album import Album
from tutor.curriculum.slides.pdf import read
from tutor.errors import Refused

PAGES = """
<section><h1>ハザードマップを見る</h1><p>• 家の場所をさがす</p><p>県の<a href="https://example.jp/map">防災の地図</a>です。</p></section>
<section><h1>色を見る</h1><p>⾚い所は、水が深い所です。</p><img src="a.png" style="width: 30mm"></section>
"""
TO_SCRIPT = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 50 50]/A<</S/URI/URI(javascript:alert(1))>>>>]"
TO_PROGRAM = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 50 50]/A<</S/Launch/F(a.exe)>>>>]"
ON_OPENING = "/Names<</JavaScript<</Names[(a) 4 0 R]>>>>"
SCRIPT = "4 0 obj<</S/JavaScript/JS(app.alert)>>endobj"
HUGE = (
    "4 0 obj<</Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceGray"
    "/Length 1>>stream\n0\nendstream endobj\n5 0 obj<</Length 6>>stream\n/A Do \nendstream endobj"
)


def deck(path, folder):
    return read(path, Album(folder), lambda _done, _all: None)


@paper.needed
def test_words_links_and_pictures_of_each_page(tmp_path):
    (tmp_path / "a.png").write_bytes(decks.picture((800, 600)).getvalue())

    first, second = deck(decks.pdf(tmp_path, PAGES), tmp_path).pages

    assert first.title == "ハザードマップを見る"
    assert first.lines == ("- 家の場所をさがす", "県の[防災の地図](https://example.jp/map)です。")
    assert second.lines == ("赤い所は、水が深い所です。",)
    assert [(one.width, one.height) for one in second.pictures] == [(800, 600)]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"page": TO_SCRIPT}, "1枚目のリンク"),
        ({"page": TO_PROGRAM}, "1枚目のリンク"),
        ({"catalogue": ON_OPENING, "more": SCRIPT}, "プログラム"),
        (
            {"page": "/Resources<</XObject<</A 4 0 R>>>>/Contents 5 0 R", "more": HUGE},
            "1枚目の絵が大きすぎます",
        ),
    ],
    ids=["script", "program", "on opening", "picture bomb"],
)
def test_what_does_harm_is_refused(tmp_path, parts, said):
    with pytest.raises(Refused, match=said):
        deck(decks.bare_pdf(tmp_path, **parts), tmp_path)


def test_more_pages_than_anybody_reads(tmp_path):
    path = decks.bare_pdf(tmp_path)
    path.write_text(path.read_text().replace("[3 0 R]/Count 1", f"[{'3 0 R ' * 101}]/Count 101"))

    with pytest.raises(Refused, match="101枚"):
        deck(path, tmp_path)


def test_page_with_nothing_on_it_is_a_page(tmp_path):
    (page,) = deck(decks.bare_pdf(tmp_path), tmp_path).pages

    assert (page.title, page.lines) == ("", ())


def test_locked_file_is_refused(tmp_path):
    encryption = (
        "/Encrypt<</Filter/Standard/V 1/R 2/O(01234567890123456789012345678901)"
        "/U(01234567890123456789012345678901)/P -4>>/ID[(a)(a)]"
    )
    path = decks.bare_pdf(tmp_path)
    path.write_text(path.read_text().replace("/Root 1 0 R", f"/Root 1 0 R{encryption}"))

    with pytest.raises(Refused, match="パスワード"):
        deck(path, tmp_path)
