"""One shape of a slide: its words, its picture, where a press on it leads."""

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER

from tutor.curriculum.page_html import is_link_allowed
from tutor.curriculum.slides.album import Album
from tutor.curriculum.slides.deck import DeckPicture
from tutor.curriculum.slides.plain_words import cleaned, link, plain, without_bullet

POINTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
"""Places of a layout whose paragraphs are points unless their author says otherwise."""
BESIDE = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.HEADER)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_BY_MACHINE = re.compile(
    r"自動的に生成された説明|description automatically generated"
    r"|\.(png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|svg)$",
    re.I,
)
"""PowerPoint guesses what is seen; other programs write the name of the file there."""


@dataclass
class Found:
    lines: list[str] = field(default_factory=list)
    pictures: list[DeckPicture] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def look_at(shape: Any, slide: Any, page: int, album: Album) -> Found:
    if shape.is_placeholder and shape.placeholder_format.type in BESIDE:
        return Found()
    found = Found()
    if shape._element.xpath(".//a:videoFile | .//a:audioFile"):
        found.left_out.append("video")
    elif hasattr(shape, "image"):
        _picture(shape, page, album, found)
    elif getattr(shape, "has_table", False):
        found.lines += [_row(row) for row in shape.table.rows]
    elif getattr(shape, "has_chart", False):
        found.left_out.append("chart")
    elif shape._element.tag.endswith("}graphicFrame"):
        _diagram(shape, slide, found)
    elif shape.has_text_frame:
        _text(shape, found)
    _press(shape, found)
    return found


def _text(shape: Any, found: Found) -> None:
    points = shape.is_placeholder and shape.placeholder_format.type in POINTS
    for paragraph in shape.text_frame.paragraphs:
        for line in _words(paragraph, found).split("\n"):
            said, marked = without_bullet(line)
            if said:
                bullet = "- " if marked or _is_point(paragraph, otherwise=points) else ""
                found.lines.append(bullet + said)


def _is_point(paragraph: Any, *, otherwise: bool) -> bool:
    properties = paragraph._p.pPr
    kinds = {child.tag.removeprefix(A) for child in properties} if properties is not None else set()
    return bool(kinds & {"buChar", "buAutoNum", "buBlip"}) or (otherwise and "buNone" not in kinds)


def _words(paragraph: Any, found: Found) -> str:
    """With its links. Runs are pieces of one look; a link may be several of them."""
    runs = {run._r: run for run in paragraph.runs}
    pieces = [(_target(runs.get(piece), found), piece.text) for piece in paragraph._p.content_children]
    said = [
        (target, "".join(text for _, text in several))
        for target, several in groupby(pieces, lambda piece: piece[0])
    ]
    return "".join(link(text, target) if target else plain(text) for target, text in said)


def _target(run: Any, found: Found) -> str:
    address = run.hyperlink.address if run is not None else None
    if address and not is_link_allowed(address):
        found.left_out.append("link")
        return ""
    return address or ""


def _row(row: Any) -> str:
    cells = [" ".join(plain(cell.text_frame.text).split()) for cell in row.cells]
    return "- " + "：".join(cell for cell in cells if cell)


def _picture(shape: Any, page: int, album: Album, found: Found) -> None:
    try:
        data = shape.image.blob
    except (ValueError, KeyError, AttributeError):  # an empty place for a picture, or one that lies elsewhere
        return
    crop = (shape.crop_left, shape.crop_top, shape.crop_right, shape.crop_bottom)
    picture = album.take(data, page, seen=_seen(shape), crop=crop)
    if picture:
        found.pictures.append(picture)
    else:
        found.left_out.append("drawing")


def _seen(shape: Any) -> str:
    """What a machine guessed is worse than nothing: nobody would look at it again."""
    said = " ".join(plain(shape._element._nvXxPr.cNvPr.get("descr") or "").split())
    return "" if _BY_MACHINE.search(said) else said


def _diagram(shape: Any, slide: Any, found: Found) -> None:
    """SmartArt keeps its words in a part of its own."""
    named = [one.get(f"{R}dm") for one in shape._element.iter(f"{{{DIAGRAM}}}relIds")]
    words: list[str] = []
    for relation in filter(None, named):
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        tree = etree.fromstring(slide.part.related_part(relation).blob, parser)
        said = ("".join(one.text or "" for one in line.iter(f"{A}t")) for line in tree.iter(f"{A}p"))
        words += [f"- {plain(one).strip()}" for one in said if one.strip()]
    found.lines += words
    if not words:
        found.left_out.append("chart")


def _press(shape: Any, found: Found) -> None:
    """A shape that is a button: its words, or what is seen on it, become the link."""
    address = shape.click_action.hyperlink.address if hasattr(shape, "click_action") else None
    if not address:
        return
    if not is_link_allowed(address):
        found.left_out.append("link")
        return
    said = cleaned(shape.text_frame.text) if shape.has_text_frame else ""
    words = " ".join(said.split()) or _seen(shape) or urlsplit(address).netloc or address
    found.lines = [line for line in found.lines if line.removeprefix("- ") != plain(words)]
    found.lines.append(link(words, address))
