"""A .pdf as a deck: the words of each page, its pictures, its links."""

import ctypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tutor.curriculum.page_html import is_link_allowed
from tutor.curriculum.slides.album import SMALLEST, Album, check_size
from tutor.curriculum.slides.deck import MOST_PAGES, Deck, DeckPage, DeckPicture
from tutor.curriculum.slides.packed import broken, locked, scripted, too_many
from tutor.curriculum.slides.plain_words import cleaned, is_script, link, plain, without_bullet

Progress = Callable[[int, int], None]
_NOTHING = re.compile(r"\s*(\d{0,3}|[•・●■◆○])\s*")
"""A line of a page that says nothing: its number, a bullet that stands apart from its point."""


def read(path: Path, album: Album, said: Progress) -> Deck:
    try:
        book = pdfium.PdfDocument(str(path))
    except pdfium.PdfiumError as error:
        raise (locked() if error.err_code == raw.FPDF_ERR_PASSWORD else broken()) from error
    count = len(book)
    if count > MOST_PAGES:
        raise too_many(count, MOST_PAGES)
    if raw.FPDFDoc_GetJavaScriptActionCount(book) > 0:
        raise scripted(1)
    pages = []
    for number in range(1, count + 1):
        pages.append(_page(book, number, album))
        said(number, count)
    return Deck(tuple(pages))


def _page(book: Any, number: int, album: Album) -> DeckPage:
    page = book[number - 1]
    words = page.get_textpage()
    lines = list(_lines(words))
    title = _take_title(lines)
    said, left_out = _with_links(book, page, words, number, [line for line, _ in lines])
    pictures = tuple(_pictures(page, number, album))
    words.close()
    page.close()
    return DeckPage(title, tuple(said), "", pictures, left_out)


def _lines(words: Any) -> Iterator[tuple[str, float]]:
    """Each with the size of its largest letter."""
    letters: list[str] = []
    size = 0.0
    for at in range(words.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(words, at))
        if letter in "\r\n":
            yield from _line(letters, size)
            letters, size = [], 0.0
        else:
            letters.append(letter)
            size = max(size, raw.FPDFText_GetFontSize(words, at))
    yield from _line(letters, size)


def _line(letters: list[str], size: float) -> Iterator[tuple[str, float]]:
    # What lies beyond the first plane comes in two halves.
    text = "".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not _NOTHING.fullmatch(text):
        said, marked = without_bullet(cleaned(text))
        yield ("- " if marked else "") + plain(said), size


def _take_title(lines: list[tuple[str, float]]) -> str:
    """The largest of the first lines; taken out of them."""
    if not lines:
        return ""
    largest = max(range(min(4, len(lines))), key=lambda at: (round(lines[at][1]), -at))
    return lines.pop(largest)[0].removeprefix("- ").strip()


def _with_links(
    book: Any, page: Any, words: Any, number: int, lines: list[str]
) -> tuple[list[str], tuple[str, ...]]:
    left_out = []
    for target, said in _links(book, page, words, number):
        if not is_link_allowed(target):
            left_out.append("link")
            continue
        shown = plain(said).strip()
        at = next((at for at, line in enumerate(lines) if shown and shown in line), None)
        if at is None:
            lines.append(link(said, target))
        else:
            lines[at] = lines[at].replace(shown, link(said, target), 1)
    return lines, tuple(dict.fromkeys(left_out))


def _links(book: Any, page: Any, words: Any, number: int) -> Iterator[tuple[str, str]]:
    """Target and the words under it."""
    position, found = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, found):
        action = raw.FPDFLink_GetAction(found)
        kind = raw.FPDFAction_GetType(action) if action else None
        target = _address(book, action) if kind == raw.PDFACTION_URI else ""
        if kind == raw.PDFACTION_LAUNCH or is_script(target):
            raise scripted(number)
        box = raw.FS_RECTF()
        if target and raw.FPDFLink_GetAnnotRect(found, box):
            said = words.get_text_bounded(box.left, box.bottom, box.right, box.top)
            yield target, " ".join(cleaned(said).split())


def _address(book: Any, action: Any) -> str:
    length = raw.FPDFAction_GetURIPath(book, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(book, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _pictures(page: Any, number: int, album: Album) -> Iterator[DeckPicture]:
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        width, height = found.get_px_size()
        check_size(width, height, number)
        if min(width, height) < SMALLEST:
            continue
        picture = album.keep(found.get_bitmap(render=False).to_pil())
        if picture:
            yield picture
