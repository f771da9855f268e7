"""A unit's card for a table or a wall: a picture to scan, and the code for whoever types it."""

from dataclasses import dataclass

from markupsafe import Markup

from tutor.curriculum import queries as curricula
from tutor.study.models import Share
from tutor.web.papers.letter import qr_code

CARDS = 4
"""On one sheet of A4, to be cut."""


@dataclass(frozen=True)
class ShareCard:
    title: str
    why: str
    code: str
    address: str

    @property
    def picture(self) -> Markup:
        return qr_code(self.address)


def share_card(lent: Share, *, base: str) -> ShareCard:
    """Capitals make a smaller picture; only the path tells /s/ from /S/."""
    unit = curricula.unit_content(curricula.unit(lent.curriculum_key, lent.unit_key))
    return ShareCard(unit.title, unit.why, lent.code, f"{base.rstrip('/').upper()}/s/{lent.code}")


def unit_titles() -> dict[tuple[str, str], str]:
    """Of every unit that is published, by the keys of curriculum and unit."""
    return {(read.key, unit.key): unit.title for read in curricula.published() for unit in read.units}
