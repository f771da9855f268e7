"""PDF files: whole or not there, in our own face, and nothing is fetched for them."""

import hashlib
import io
import json
import re
import stat
import zlib

import pytest
from PIL import Image

from tests import pdf
from tutor import paper

pytestmark = pdf.needed
PAGE = '<html lang="ja"><head><title>t</title>{head}</head><body><h1>小野寺 𠮷野</h1>{body}</body></html>'


@pytest.fixture
def beside(tmp_path):
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "paper.css").write_text('@page { size: A3 landscape } body { font-family: "BIZ UDPGothic" }')
    return folder


def written(tmp_path, beside, *, head="", body=""):
    to = tmp_path / "made.pdf"
    paper.write_pdf(PAGE.format(head=head, body=body), to, beside=beside)
    return to


def unpacked(path) -> bytes:
    data = path.read_bytes()
    parts = [data]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_file_is_a_pdf_that_only_its_owner_reads(tmp_path, beside):
    made = written(tmp_path, beside)

    assert made.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_style_sheet_beside_the_page_is_used_and_the_face_is_ours(tmp_path, beside):
    made = unpacked(written(tmp_path, beside, head='<link rel="stylesheet" href="paper.css">'))

    assert re.search(rb"/MediaBox\s*\[0 0 1190\.\d+ 841\.\d+\]", made)
    assert b"BIZ-UDPGothic" in made


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "../secret.png"])
def test_page_that_names_anything_else_becomes_no_file(tmp_path, beside, address):
    (tmp_path / "secret.png").write_bytes(b"x")

    with pytest.raises(ValueError, match="not beside it"):
        written(tmp_path, beside, body=f'<img src="{address}" alt="">')

    assert not (tmp_path / "made.pdf").exists()


def test_half_a_picture_is_refused_after_a_page_was_printed_too(tmp_path, beside):
    written(tmp_path, beside)
    whole = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(whole, "PNG")

    with pytest.raises(OSError, match="truncated"):
        Image.open(io.BytesIO(whole.getvalue()[:-30])).load()


def test_faces_are_the_ones_we_looked_at():
    known = json.loads((paper.FONTS / "fonts.lock.json").read_text(encoding="utf-8"))["files"]

    assert {path.name for path in paper.FONTS.glob("*.ttf")} == set(known)
    for name, digest in known.items():
        assert hashlib.sha256((paper.FONTS / name).read_bytes()).hexdigest() == digest


CHAPTER = '<html lang="ja"><head><title>c</title></head><body><h1>{}</h1>{}</body></html>'
BREAK = '<p style="break-before: page">次のページ</p>'


def bound(tmp_path, beside, *, goes_on=lambda done: True):
    front = PAGE.format(head="", body=f"<p>一 {paper.mark_of('one')} 二 {paper.mark_of('two')}</p>")
    chapters = {"one": CHAPTER.format("一", BREAK), "two": CHAPTER.format("二", "")}
    to = tmp_path / "bound.pdf"
    styles = ("paper.css",)
    return to, paper.write_booklet(front, chapters, to, beside=beside, styles=styles, goes_on=goes_on)


def test_booklet_binds_front_and_chapters_and_says_where_each_begins(tmp_path, beside, monkeypatch):
    numbered = []
    plain = paper._numbered
    monkeypatch.setattr(paper, "_numbered", lambda *args: numbered.append(args[1].copy()) or plain(*args))

    to, made = bound(tmp_path, beside)

    assert made
    assert numbered[-1] == {"one": 2, "two": 4}
    assert len(re.findall(rb"/Type /Page\b", unpacked(to))) == 4


def test_booklet_says_how_far_it_is_and_can_be_ended_without_a_file(tmp_path, beside):
    told = []

    to, made = bound(tmp_path, beside, goes_on=lambda done: told.append(done) or done < 1)

    assert (made, told, to.exists()) == (False, [0, 1], False)


def test_style_sheets_of_every_paper_are_used_without_being_named(tmp_path, beside):
    to = tmp_path / "made.pdf"
    paper.write_pdf(PAGE.format(head="", body=""), to, beside=beside, styles=("paper.css",))

    assert re.search(rb"/MediaBox\s*\[0 0 1190\.\d+ 841\.\d+\]", unpacked(to))
