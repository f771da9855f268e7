"""Files that do harm, are locked, broken or too large: a sentence each, from a process of its own."""

import subprocess
import sys
from copy import deepcopy

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from tests.curriculum.slides import decks
from tutor.curriculum.slides.album import Album
from tutor.curriculum.slides.apart import ROOT, read_apart
from tutor.curriculum.slides.deck import LARGEST_FILE
from tutor.curriculum.slides.packed import OLD, kind_of
from tutor.curriculum.slides.reading import read
from tutor.errors import Refused


def refusal(path, folder) -> str:
    with pytest.raises(Refused) as refused:
        read(path, folder)
    return str(refused.value)


def looked_at(path) -> str:
    with pytest.raises(Refused) as refused:
        kind_of(path)
    return str(refused.value)


def with_press(folder, action="", to=""):
    show = Presentation()
    box = decks.text_box(decks.slide_of(show), "押す")
    box.click_action.hyperlink.address = to or "https://example.jp"
    if action:
        box._element.nvSpPr.cNvPr.find(qn("a:hlinkClick")).set("action", action)
    return decks.kept(show, folder)


@pytest.mark.parametrize("name", ["ppt/vbaProject.bin", "ppt/VBAPROJECT.BIN"])
def test_macro(tmp_path, name):
    assert "マクロ" in looked_at(decks.with_entry(decks.deck(tmp_path, 1), name, b"x"))


def test_active_parts(tmp_path):
    assert "ActiveX" in looked_at(decks.with_entry(decks.deck(tmp_path, 1), "ppt/activeX/a1.xml", b"x"))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "ppt/..\\..\\evil", "C:/evil"])
def test_names_that_lead_out(tmp_path, name):
    assert "読めませんでした" in looked_at(decks.with_entry(decks.deck(tmp_path, 1), name, b"x"))


def test_what_unpacks_to_gigabytes(tmp_path):
    path = decks.with_entry(decks.deck(tmp_path, 1), "ppt/media/a.png", bytes(130_000_000))

    assert path.stat().st_size < 1_000_000
    assert "大きくなりすぎる" in looked_at(path)


def test_xml_that_would_grow_to_a_forest(tmp_path):
    path = decks.with_entry(decks.deck(tmp_path, 1), "ppt/slides/a.xml", b"<a/>" * 4_000_000)

    assert "大きくなりすぎる" in looked_at(path)


def test_two_hundred_megabytes(tmp_path):
    path = tmp_path / "huge.pptx"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    assert f"{LARGEST_FILE // 1_000_000}MBまで" in looked_at(path)


def test_locked_and_old_powerpoint(tmp_path):
    path = tmp_path / "a.pptx"
    path.write_bytes(OLD + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    assert "パスワード" in looked_at(path)
    path.write_bytes(OLD + bytes(500))
    assert "古い形" in looked_at(path)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 torn", b"%PDF-1.7 torn"])
def test_broken_files(tmp_path, data):
    path = tmp_path / "a.pptx"
    path.write_bytes(data)

    assert "読めませんでした" in refusal(path, tmp_path)


def test_half_a_file(tmp_path):
    path = decks.deck(tmp_path, 3)
    path.write_bytes(path.read_bytes()[:-2000])

    assert "読めませんでした" in refusal(path, tmp_path)


def test_torn_slide_inside(tmp_path):
    path = decks.deck(tmp_path, 1)
    data = path.read_bytes()
    at = data.index(b"ppt/slides/slide1.xml") + 200
    path.write_bytes(data[:at] + bytes(50) + data[at + 50 :])

    assert "読めませんでした" in refusal(path, tmp_path)


@pytest.mark.parametrize("to", ["javascript:alert(1)", " JavaScript:x", "java\nscript:x", "data:text/html,x"])
def test_link_that_is_a_script(tmp_path, to):
    assert "1枚目のリンク" in refusal(with_press(tmp_path, to=to), tmp_path)


@pytest.mark.parametrize("action", ["ppaction://macro?name=x", "ppaction://program"])
def test_button_that_starts_something(tmp_path, action):
    assert "プログラム" in refusal(with_press(tmp_path, action), tmp_path)


def test_picture_bomb(tmp_path):
    show = Presentation()
    decks.slide_of(show)
    decks.slide_of(show).shapes.add_picture(decks.picture((4001, 3000), mode="1"), 0, 0, 100, 100)

    assert "2枚目の絵が大きすぎます" in refusal(decks.kept(show, tmp_path), tmp_path)


def test_picture_that_asks_for_gigabytes(tmp_path):
    with pytest.raises(Refused, match="7枚目の絵が大きすぎます"):
        Album(tmp_path).take(decks.pixel_bomb().getvalue(), 7)


def test_more_pages_than_anybody_reads(tmp_path):
    show = Presentation()
    decks.slide_of(show)
    ids = show.slides._sldIdLst
    for _ in range(100):
        ids.append(deepcopy(ids[0]))

    assert "101枚" in refusal(decks.kept(show, tmp_path), tmp_path)


def test_refusal_comes_back_from_the_process_and_leaves_nothing_to_use(tmp_path):
    path = tmp_path / "a.pptx"
    path.write_bytes(b"PK torn")
    with pytest.raises(Refused, match="読めませんでした"):
        read_apart(path, tmp_path, lambda _done, _all: None)

    assert not (tmp_path / "deck.json").exists()


def test_deck_comes_back_from_the_process_page_by_page(tmp_path):
    said = []

    deck = read_apart(decks.deck(tmp_path, 2, notes="話す"), tmp_path, lambda *far: said.append(far))

    assert said == [(1, 2), (2, 2)]
    assert [(page.title, page.notes) for page in deck.pages] == [("1枚目の題", "話す"), ("2枚目の題", "話す")]


def test_memory_is_bounded_whatever_the_library_does():
    """The limit that the reader gives itself, tried with a greedy line in its place."""
    greedy = (
        "from pathlib import Path; from tutor.curriculum.slides import reading;"
        "reading.read = lambda *_: bytearray(400_000_000); reading.main(Path('a'), Path('b'))"
    )
    said = subprocess.run(
        [sys.executable, "-c", greedy], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "大きくなりすぎる" in said.stdout
