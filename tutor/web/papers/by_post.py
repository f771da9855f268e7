"""Letters and postcards that say what a message says: one sheet each, in its reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import get_template_attribute, render_template
from flask_babel import force_locale
from markupsafe import Markup

from tutor.actor import Actor
from tutor.errors import nothing_here
from tutor.messaging import letters
from tutor.messaging.models import Message
from tutor.office.models import Municipality
from tutor.people.models import Person
from tutor.web.language import page_language
from tutor.web.papers.letter import to_ring
from tutor.web.papers.type_setting import card_size, kept_together, sentences

POST_READS = "ja"


@dataclass(frozen=True)
class Sheet:
    person: Person
    language: str
    to_whom: str
    says: Sequence[Markup]
    size: int
    """Of the letters on a postcard, in points."""


def of_city(city: Municipality, *, by: Actor, now: datetime) -> list[Message]:
    return [one for one in letters.to_post(by=by, now=now) if one.municipality_id == city.id]


def sheets(messages: Sequence[Message], *, uid: str = "") -> list[Sheet]:
    """Of all of them, or of that one alone."""
    found = [_sheet(one) for one in messages if uid in ("", one.uid)]
    if uid and not found:
        raise nothing_here()
    return found


def drawn(found: Sequence[Sheet], template: str, city: Municipality, printed_at: datetime) -> list[Markup]:
    call = to_ring(city.telephone)
    return [_drawn(one, template, city, printed_at, call) for one in found]


def _drawn(sheet: Sheet, template: str, city: Municipality, printed_at: datetime, call: Markup) -> Markup:
    with force_locale(POST_READS):
        address = get_template_attribute("papers/parts.html", "addressee")(sheet.person, city)
        sender = get_template_attribute("papers/parts.html", "sender")(city)
    shown = {"sheet": sheet, "city": city, "printed_at": printed_at, "call": call}
    with force_locale(page_language(sheet.language)):
        page = render_template(template, address=address, sender=sender, **shown)
    return Markup(page)  # noqa: S704 -- a template of ours, escaped there


def _sheet(message: Message) -> Sheet:
    to_whom, *says = sentences(message.body or "") or [""]
    return Sheet(
        message.people[0], message.language, to_whom, [kept_together(one) for one in says], card_size(says)
    )
