"""Slides as plain values, whichever program they come from."""

from dataclasses import dataclass

MOST_PAGES = 100
LARGEST_FILE = 30_000_000


@dataclass(frozen=True, slots=True)
class DeckPicture:
    """`name` is that of its file: made small, WebP, without what a camera wrote into it."""

    name: str
    seen: str
    """What its author says is to be seen; empty when nobody said."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DeckPage:
    """`lines` are Markdown as pages of a unit may have it, of any length: a sentence, or `- ` and a point."""

    title: str
    lines: tuple[str, ...] = ()
    notes: str = ""
    pictures: tuple[DeckPicture, ...] = ()
    left_out: tuple[str, ...] = ()
    """What a unit cannot show: chart, drawing, video, link."""


@dataclass(frozen=True, slots=True)
class Deck:
    pages: tuple[DeckPage, ...]
    hidden: int = 0
    """Slides that their author does not show either."""
