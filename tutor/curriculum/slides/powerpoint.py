"""A .pptx as a deck. Only what is seen on a slide, and its notes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation

from tutor.curriculum.slides import shapes
from tutor.curriculum.slides.album import Album
from tutor.curriculum.slides.deck import MOST_PAGES, Deck, DeckPage, DeckPicture
from tutor.curriculum.slides.packed import scripted, too_many
from tutor.curriculum.slides.plain_words import cleaned, is_script, plain

Progress = Callable[[int, int], None]
RUNS = ("macro", "program", "ole")
"""What a press on a shape may start, after `ppaction://`."""


def read(path: Path, album: Album, said: Progress) -> Deck:
    slides = list(Presentation(str(path)).slides)
    shown = [slide for slide in slides if slide._element.get("show") not in ("0", "false")]
    if len(shown) > MOST_PAGES:
        raise too_many(len(shown), MOST_PAGES)
    pages = []
    for number, slide in enumerate(shown, 1):
        _refuse_scripts(slide, number)
        pages.append(_page(slide, number, album))
        said(number, len(shown))
    return Deck(tuple(pages), hidden=len(slides) - len(shown))


def _refuse_scripts(slide: Any, number: int) -> None:
    targets = [relation.target_ref for relation in slide.part.rels.values() if relation.is_external]
    actions = [str(action) for action in slide._element.xpath(".//*/@action")]
    runs = [one for one in actions if one.removeprefix("ppaction://").startswith(RUNS)]
    if runs or any(is_script(target) for target in targets):
        raise scripted(number)


def _page(slide: Any, number: int, album: Album) -> DeckPage:
    title = slide.shapes.title
    lines: list[str] = []
    pictures: list[DeckPicture] = []
    left_out: list[str] = []
    for shape in _in_reading_order(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        found = shapes.look_at(shape, slide, number, album)
        lines += found.lines
        pictures += found.pictures
        left_out += found.left_out
    return DeckPage(
        plain(" ".join(title.text_frame.text.split())) if title is not None else "",
        tuple(lines),
        _notes(slide),
        tuple(dict.fromkeys(pictures)),
        tuple(dict.fromkeys(left_out)),
    )


def _in_reading_order(found: Any) -> Iterator[Any]:
    """From the top down, then from the left: a file keeps them in the order in which they were drawn."""
    for shape in sorted(found, key=lambda one: ((one.top or 0) // 300_000, one.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _in_reading_order(shape.shapes)
        else:
            yield shape


def _notes(slide: Any) -> str:
    if not slide.has_notes_slide or slide.notes_slide.notes_text_frame is None:
        return ""
    return cleaned(slide.notes_slide.notes_text_frame.text).strip()
