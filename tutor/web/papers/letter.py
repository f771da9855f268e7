"""A letter to a learner: the next lesson in large type, and the member card to cut out."""

from dataclasses import dataclass
from datetime import datetime

import segno
from markupsafe import Markup

from tutor.errors import Refused
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson
from tutor.people.models import Learner, Person
from tutor.reports import one_person


@dataclass(frozen=True)
class Card:
    """`code` as it is read aloud; `address` is what the picture opens."""

    code: str
    address: str

    @property
    def picture(self) -> Markup:
        return qr_code(self.address)


@dataclass(frozen=True)
class Letter:
    learner: Learner
    lesson: Lesson | None
    card: Card | None


def letter(learner: Learner, *, card: Card | None, now: datetime) -> Letter:
    return Letter(learner, lessons.next_of_learner(learner.person_id, now=now), card)


def card_of(secret: str, *, base: str) -> Card:
    """Capitals make a smaller picture; only the path tells /c/ from /C/."""
    address = f"{base.rstrip('/').upper()}/c/{secret}"
    return Card(f"{secret[:5]}-{secret[5:]}", address)


def seen_card(person: Person) -> str:
    """Which card the page showed as the present one, for its form to send back."""
    since = one_person.card_since(person)
    return since.isoformat() if since else ""


def check_seen(person: Person, seen: str) -> None:
    """A second press would end the card that is just being printed."""
    if seen != seen_card(person):
        raise Refused(
            "この方の会員カードは、たった今作られました。印刷できなかったときは、"
            "この方のページを開き直して、もう一度作ってください。"
        )


def to_ring(number: str) -> Markup:
    """A telephone that takes a picture of it dials that number."""
    return qr_code(f"tel:{number}")


def qr_code(address: str) -> Markup:
    made = segno.make(address, error="m", micro=False)
    return Markup(made.svg_inline(scale=4, border=4, omitsize=True))  # noqa: S704 -- segno's own drawing
