"""Which papers there are, and what each page is given.

The same page is shown in the browser and becomes a PDF; it is drawn while its rows can still be read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from flask import render_template
from flask_babel import force_locale

from tutor.actor import Actor
from tutor.errors import nothing_here
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson
from tutor.local_time import day_span
from tutor.messaging import lists
from tutor.messaging import queries as messages
from tutor.office.models import Municipality
from tutor.paper import mark_of
from tutor.people.models import Learner
from tutor.reports.subjects import subjects
from tutor.study.models import Share
from tutor.web.language import current, page_language
from tutor.web.papers import by_post
from tutor.web.papers.booklet import booklet
from tutor.web.papers.certificate import certificate
from tutor.web.papers.day_sheets import day_sheets
from tutor.web.papers.family import family_pack
from tutor.web.papers.handouts import Handout, handouts
from tutor.web.papers.lending import cards
from tutor.web.papers.letter import Card, letter, to_ring
from tutor.web.papers.participants import participants
from tutor.web.papers.share_card import CARDS, share_card
from tutor.web.papers.wall import wall
from tutor.web.papers.wanted import Wanted
from tutor.web.planned import planned


@dataclass(frozen=True)
class Asked:
    """Of one city, on or from one day; a letter has a learner and perhaps a new card, a list a class."""

    city: Municipality
    day: date
    learner: Learner | None = None
    card: Card | None = None
    lesson: Lesson | None = None
    message: str = ""
    """Its uid, when of those to be posted only one is wanted."""
    share: Share | None = None
    base: str = ""
    """The address of this house, for what is scanned."""
    wanted: Wanted = field(default_factory=Wanted)


@dataclass(frozen=True)
class Kind:
    """`teaches`: it may be for one person or of one class. `bound`: its units follow as chapters."""

    values: Callable[[Asked, Actor, datetime], Mapping[str, Any]]
    whole_week: bool = False
    to_one_person: bool = False
    of_one_class: bool = False
    of_one_share: bool = False
    of_one_lesson: bool = False
    teaches: bool = False
    bound: bool = False


def _wall(asked: Asked, by: Actor, _now: datetime) -> Mapping[str, Any]:
    return {"sheet": wall(asked.day, _lessons(asked, by, days=7))}


def _day_sheets(asked: Asked, by: Actor, now: datetime) -> Mapping[str, Any]:
    return {"sheets": day_sheets(_lessons(asked, by, days=1), now=now)}


def _ring_list(asked: Asked, by: Actor, now: datetime) -> Mapping[str, Any]:
    calls = [one for one in messages.ring_list(by=by, now=now) if one.municipality_id == asked.city.id]
    return {"calls": calls, "subjects": subjects(calls), "tried": lists.tried(calls)}


def _letter(asked: Asked, _by: Actor, now: datetime) -> Mapping[str, Any]:
    assert asked.learner is not None, "a letter is to somebody"
    call = to_ring(asked.city.telephone)
    return {"letter": letter(asked.learner, card=asked.card, now=now), "call": call}


def _by_post(asked: Asked, by: Actor, now: datetime, *, template: str) -> Mapping[str, Any]:
    found = by_post.sheets(by_post.of_city(asked.city, by=by, now=now), uid=asked.message)
    return {"sheets": by_post.drawn(found, template, asked.city, now)}


def _participants(asked: Asked, _by: Actor, _now: datetime) -> Mapping[str, Any]:
    assert asked.lesson is not None, "a list is of a class"
    return {"sheet": participants(asked.lesson)}


def _share(asked: Asked, _by: Actor, _now: datetime) -> Mapping[str, Any]:
    assert asked.share is not None, "a card is of a share"
    return {"card": share_card(asked.share, base=asked.base), "count": CARDS}


def _plan(asked: Asked, _by: Actor, now: datetime) -> Mapping[str, Any]:
    assert asked.lesson is not None, "a plan is of a lesson"
    return {"planned": planned(asked.lesson, now=now)}


def _handout(asked: Asked, _by: Actor, _now: datetime) -> Mapping[str, Any]:
    found = handouts(asked.wanted, asked.learner, asked.lesson)
    return {"handouts": found, "cards": cards(found, asked.wanted, asked.city, base=asked.base)}


def _booklet(asked: Asked, _by: Actor, _now: datetime) -> Mapping[str, Any]:
    found = booklet(asked.wanted, asked.learner, asked.lesson)
    return {"booklet": found, "cards": cards(found.units, asked.wanted, asked.city, base=asked.base)}


def _certificate(asked: Asked, _by: Actor, now: datetime) -> Mapping[str, Any]:
    assert asked.learner is not None, "a certificate is of somebody"
    return {"certificate": certificate(asked.learner, asked.lesson, now=now)}


def _family(asked: Asked, _by: Actor, now: datetime) -> Mapping[str, Any]:
    assert asked.learner is not None, "a pack is of somebody's family"
    return {"pack": family_pack(asked.learner, now=now)}


def _lessons(asked: Asked, by: Actor, *, days: int) -> list[Lesson]:
    start, _ = day_span(asked.day)
    end, _ = day_span(asked.day + timedelta(days=days))
    found = lessons.between(start, end, actor=by)
    return [one for one in found if one.programme.municipality_id == asked.city.id]


def units_on(asked: Asked, kind: Kind) -> list[Handout]:
    """Those that the paper's pictures are to open."""
    if kind.bound:
        return booklet(asked.wanted, asked.learner, asked.lesson).units
    return handouts(asked.wanted, asked.learner, asked.lesson) if asked.wanted.unit else []


KINDS: Mapping[str, Kind] = {
    "wall": Kind(_wall, whole_week=True),
    "day-sheets": Kind(_day_sheets),
    "ring-list": Kind(_ring_list),
    "letter": Kind(_letter, to_one_person=True),
    "letters": Kind(partial(_by_post, template="papers/by_post_letter.html")),
    "postcards": Kind(partial(_by_post, template="papers/by_post_card.html")),
    "participants": Kind(_participants, of_one_class=True),
    "share": Kind(_share, of_one_share=True),
    "plan": Kind(_plan, of_one_lesson=True),
    "handout": Kind(_handout, teaches=True),
    "booklet": Kind(_booklet, teaches=True, bound=True),
    "certificate": Kind(_certificate, to_one_person=True, teaches=True),
    "family": Kind(_family, to_one_person=True),
}


def kind_of(name: str) -> Kind:
    if name not in KINDS:
        raise nothing_here()
    return KINDS[name]


def draw(name: str, asked: Asked, *, by: Actor, now: datetime, **shown: Any) -> str:
    """The whole page. `static` says where its style sheet lies: an address, or nothing for a file."""
    values = kind_of(name).values(asked, by, now)
    with force_locale(_language(asked)):
        return render_template(
            f"papers/{name}.html", name=name, asked=asked, printed_at=now, **values, **shown
        )


def _language(asked: Asked) -> str:
    """Of whoever reads the paper, not of whoever prints it."""
    own = asked.wanted.language or (asked.learner.person.language if asked.learner else "")
    return page_language(own) if own else current()


def draw_bound(
    name: str, asked: Asked, *, by: Actor, now: datetime, **shown: Any
) -> tuple[str, dict[str, str]]:
    """The front, and the page of each unit by its key: a file takes them one after the other."""
    values = kind_of(name).values(asked, by, now)
    about = {"name": name, "asked": asked, "printed_at": now, "page_of": mark_of, **values, **shown}
    with force_locale(_language(asked)):
        front = render_template(f"papers/{name}.html", **about)
        units = {one.unit.key: one for one in values["booklet"].units}
        return front, {
            key: render_template("papers/chapter.html", handout=one, **about) for key, one in units.items()
        }
