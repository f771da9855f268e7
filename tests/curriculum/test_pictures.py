"""Pictures of units: what may lie in `pictures/`, how a unit names them, and how a version keeps them."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests import make
from tests.curriculum.small_curriculum import UNIT, UNIT_TEXT, changed, line_of, write_curriculum
from tests.curriculum.test_reader import only_problem
from tests.curriculum.test_variants import BESIDE, ENGLISH
from tutor.actor import WORKER
from tutor.curriculum import queries
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Picture
from tutor.curriculum.models import CurriculumFile, CurriculumVersion
from tutor.curriculum.reader import picture_files, read_curriculum
from tutor.curriculum.source.files import in_folder
from tutor.curriculum.stored import as_json, from_json
from tutor.database import db
from tutor.errors import NotFound, Refused

LINE = "![下から上への矢印](pictures/home.svg)"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><path d="M0 0L9 9" stroke="#000"/></svg>'
)


def written(folder: Path, line: str = LINE, **files: bytes) -> Path:
    write_curriculum(folder, unit=changed(UNIT_TEXT, "もどれます。", f"もどれます。\n{line}"))
    (folder / "pictures").mkdir(exist_ok=True)
    for name, data in (files or {"home_svg": SVG}).items():
        (folder / "pictures" / name.replace("_", ".")).write_bytes(data)
    return folder


def image(kind: str, size: tuple[int, int] = (30, 20), **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **options)
    return out.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A file of a hundred bytes that asks for as many pixels as it likes."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    body = b"IDAT" + zlib.compress(b"\0")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk
        + struct.pack(">I", len(body) - 4)
        + body
        + struct.pack(">I", zlib.crc32(body))
    )


def test_a_picture_is_known_by_its_hash_and_size(tmp_path: Path) -> None:
    unit = read_curriculum(written(tmp_path)).units[0]

    (picture,) = unit.pictures
    assert (picture.path, picture.media_type) == ("pictures/home.svg", "image/svg+xml")
    assert (picture.width, picture.height, len(picture.hash)) == (200, 100, 64)
    assert unit.pages[2].text.endswith(LINE)


@pytest.mark.parametrize(
    ("suffix", "kind", "media_type"),
    [("png", "PNG", "image/png"), ("jpg", "JPEG", "image/jpeg"), ("webp", "WEBP", "image/webp")],
)
def test_photographs_may_be_of_three_kinds(tmp_path: Path, suffix: str, kind: str, media_type: str) -> None:
    line = f"![家の絵](pictures/home.{suffix})"
    (picture,) = read_curriculum(written(tmp_path, line, **{f"home_{suffix}": image(kind)})).units[0].pictures

    assert (picture.media_type, picture.width, picture.height) == (media_type, 30, 20)


def test_a_picture_that_was_good_is_not_good_under_another_kind(tmp_path: Path) -> None:
    data = image("PNG")
    read_curriculum(written(tmp_path, "![絵](pictures/a.png)", a_png=data))

    problem = only_problem(written(tmp_path, "![絵](pictures/b.jpg)", b_jpg=data))

    assert "名前の終わりと中身がちがいます" in problem.sentence


def test_a_picture_of_another_language_belongs_to_the_unit_too(tmp_path: Path) -> None:
    folder = written(tmp_path, home_svg=SVG, home_png=image("PNG"))
    english = changed(ENGLISH, "Tap a picture.", "![The home sign](pictures/home.png)")
    (folder / BESIDE).write_text(english, encoding="utf-8")

    pictures = read_curriculum(folder).units[0].pictures
    assert [picture.path for picture in pictures] == ["pictures/home.png", "pictures/home.svg"]


BAD_LINES = [
    ("![](pictures/home.svg)", "絵の説明がありません"),
    ("![　](pictures/home.svg)", "絵の説明がありません"),
    ("見てください。![矢印](pictures/home.svg)", "1行に一つ"),
    (LINE * 2, "1行に一つ"),
    ("![矢印]", "1行に一つ"),
    ("![矢印](pictures/away.svg)", "絵のファイルがありません"),
    ("![矢印](../pictures/home.svg)", "「pictures/名前.svg」の形"),
    ("![矢印](pictures/../home.svg)", "「pictures/名前.svg」の形"),
    ("![矢印](/etc/passwd)", "「pictures/名前.svg」の形"),
    ("![矢印](https://a.jp/x.png)", "「pictures/名前.svg」の形"),
    ("![矢印](data:image/png,x)", "「pictures/名前.svg」の形"),
    ("![矢印](pictures/Home.svg)", "「pictures/名前.svg」の形"),
    ("![矢印](pictures/home.gif)", "「pictures/名前.svg」の形"),
]


@pytest.mark.parametrize(("line", "sentence"), BAD_LINES)
def test_a_line_that_names_no_picture_of_ours_is_named(tmp_path: Path, line: str, sentence: str) -> None:
    problem = only_problem(written(tmp_path, line))

    assert (problem.file, problem.line) == (UNIT, line_of(UNIT_TEXT, "もどれます。") + 1)
    assert sentence in problem.sentence


@pytest.mark.parametrize("old", ["# しつもん：どうしますか。", "- [x] もどる", "  そのとおりです。"])
def test_questions_and_answers_have_no_pictures_or_ruby(tmp_path: Path, old: str) -> None:
    text = changed(UNIT_TEXT, old, old + "{絵|え}")
    problem = only_problem(write_curriculum(tmp_path, unit=text))

    assert (problem.line, "ふりがな" in problem.sentence) == (line_of(text, "{絵|え}"), True)


GPS = Image.Exif()
GPS.get_ifd(0x8825)[1] = "N"
BAD_FILES = [
    ("png", b"", "こわれているか"),
    ("png", image("PNG")[:60], "こわれているか"),
    ("png", image("JPEG"), "名前の終わりと中身がちがいます"),
    ("jpg", b"<html>", "こわれているか"),
    ("png", png_that_says(50_000, 50_000), "こわれているか"),
    ("png", png_that_says(13_000, 1_000), "縦か横が大きすぎます"),
    ("png", png_that_says(2_900, 2_900), "縦か横が大きすぎます"),
    ("png", b"x" * 2_000_001, "2MBまで"),
    ("jpg", image("JPEG", exif=GPS), "とった場所"),
    ("webp", image("WEBP", save_all=True, append_images=[Image.new("RGB", (30, 20))]), "動く絵"),
]


@pytest.mark.parametrize(("suffix", "data", "sentence"), BAD_FILES)
def test_a_file_that_a_page_must_not_carry_is_refused(
    tmp_path: Path, suffix: str, data: bytes, sentence: str
) -> None:
    folder = written(tmp_path, f"![絵](pictures/home.{suffix})", **{f"home_{suffix}": data})

    assert sentence in only_problem(folder).sentence


@pytest.fixture
def read(tmp_path: Path):
    return read_curriculum(written(tmp_path))


def test_publish_keeps_each_picture_once(database, tmp_path: Path, read) -> None:
    files = picture_files(in_folder(tmp_path), read)
    publish(read, by=WORKER, now=make.NOW, pictures=files)
    changed_text = read_curriculum(written(tmp_path, LINE.replace("下", "した")))
    publish(changed_text, by=WORKER, now=make.NOW)

    (picture,) = read.units[0].pictures
    assert db.session.query(CurriculumVersion).count() == 2
    assert db.session.query(CurriculumFile).count() == 1
    kept = queries.file(picture.hash)
    assert (kept.bytes, kept.media_type) == (SVG, "image/svg+xml")


@pytest.mark.parametrize("given", [False, True])
def test_publish_without_the_right_bytes_is_refused(database, read, given: bool) -> None:
    (picture,) = read.units[0].pictures
    files = {picture.hash: SVG + b" "} if given else {}

    with pytest.raises(Refused, match=r"絵「pictures/home\.svg」がとどいていません"):
        publish(read, by=WORKER, now=make.NOW, pictures=files)


def test_a_file_that_is_not_there_is_not_found(database) -> None:
    with pytest.raises(NotFound):
        queries.file("0" * 64)


def test_a_version_names_its_pictures(read) -> None:
    assert from_json(as_json(read)) == read
    assert isinstance(from_json(as_json(read)).units[0].pictures[0], Picture)
