"""What the picture on a paper opens: its unit, lent by a short code."""

from collections.abc import Iterable
from datetime import datetime

from tutor.actor import Actor
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import TUTORS
from tutor.office.models import Municipality
from tutor.study import sharing
from tutor.web.papers.handouts import Handout
from tutor.web.papers.share_card import ShareCard, share_card
from tutor.web.papers.wanted import Wanted
from tutor.web.planned import CURRICULUM


def lend(units: Iterable[Handout], wanted: Wanted, city: Municipality, *, by: Actor, now: datetime) -> None:
    """Whoever makes a file of units lends them. What the newest edition no longer has cannot be lent.

    Nor can the training of our own tutors.
    """
    version = curricula.newest(wanted.curriculum or CURRICULUM)
    is_lent = version is not None and version.curriculum.audience != TUTORS
    known = curricula.units_by_key(version) if version and is_lent else {}
    for one in units:
        if one.unit.key in known:
            sharing.share(known[one.unit.key], city, by=by, now=now)


def cards(units: Iterable[Handout], wanted: Wanted, city: Municipality, *, base: str) -> dict[str, ShareCard]:
    """By unit, as far as they are lent."""
    keys = {one.unit.key for one in units}
    lent = sharing.open_shares(wanted.curriculum or CURRICULUM, city)
    return {one.unit_key: share_card(one, base=base) for one in lent if one.unit_key in keys}
