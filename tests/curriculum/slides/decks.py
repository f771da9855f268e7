"""Decks as a town hall hands them in, made small."""

import io
import zipfile
import zlib
from pathlib import Path

from PIL import Image, ImageFile
from pptx import Presentation
from pptx.util import Inches

TITLE_AND_POINTS, TITLE_ONLY, EMPTY = 1, 5, 6


def picture(size=(400, 300), kind="PNG", mode="RGB", **more) -> io.BytesIO:
    made = io.BytesIO()
    Image.new(mode, size).save(made, kind, **more)
    made.seek(0)
    return made


def slide_of(show, title="ハザードマップを見る", points=("家の場所をさがす", "色を見る"), notes=""):
    slide = show.slides.add_slide(show.slide_layouts[TITLE_AND_POINTS])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(points)
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    return slide


def text_box(slide, text, *, top=6.0, left=1.0, to=""):
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(4), Inches(0.5))
    run = box.text_frame.paragraphs[0].add_run()
    run.text = text
    if to:
        run.hyperlink.address = to
    return box


def kept(show, folder: Path, name="deck.pptx") -> Path:
    path = folder / name
    show.save(path)
    return path


def deck(folder: Path, pages=3, **more) -> Path:
    show = Presentation()
    for number in range(1, pages + 1):
        slide_of(show, title=f"{number}枚目の題", **more)
    return kept(show, folder)


def with_entry(path: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return path


def pixel_bomb(side=30_000) -> io.BytesIO:
    """A PNG of a few kilobytes that asks for gigabytes."""
    row = b"\x00" + b"\x00" * (side // 8 + 1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = side.to_bytes(4) + side.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    body = zlib.compress(row * 10)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def pdf(folder: Path, html: str, name="deck.pdf") -> Path:
    import weasyprint  # noqa: PLC0415 -- a second, which most tests here do not need

    # It lets half pictures pass, in the whole process; our reader must not.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    style = (
        "@page{size:254mm 143mm;margin:10mm}section{break-after:page}h1{font-size:30pt}p,li{font-size:14pt}"
    )
    path = folder / name
    weasyprint.HTML(string=f"<style>{style}</style>{html}", base_url=str(folder)).write_pdf(path)
    return path


def bare_pdf(folder: Path, catalogue: str = "", page: str = "", more: str = "") -> Path:
    """Written by hand, for what no printer writes; readers mend the missing table of places."""
    path = folder / "bare.pdf"
    path.write_text(
        f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalogue}>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]{page}>>endobj\n{more}\n"
        "trailer<</Root 1 0 R>>\n%%EOF\n"
    )
    return path
