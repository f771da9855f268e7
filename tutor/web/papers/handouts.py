"""A unit as a paper for one's own telephone, in large type."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import PHONES, Picture
from tutor.curriculum.page_html import page_html
from tutor.errors import nothing_here
from tutor.learning import queries
from tutor.lessons.models import Lesson
from tutor.people.models import Learner
from tutor.web.papers.wanted import Wanted
from tutor.web.planned import CURRICULUM


@dataclass(frozen=True)
class Part:
    """One page of the unit. `steps`: the kind of telephone and what to do on it."""

    title: str
    html: str
    steps: tuple[tuple[str, str], ...]
    trouble: str
    paper: str


@dataclass(frozen=True)
class Handout:
    unit: content.Unit
    phone: str
    """Its kind; empty where nobody knows which it is, and the steps of all of them are there."""
    language: str
    parts: tuple[Part, ...]
    exercise: str
    own_steps: str


def material(wanted: Wanted, learner: Learner | None) -> content.Curriculum:
    """The edition that the learner follows, or the newest, in the reader's language."""
    key = wanted.curriculum or CURRICULUM
    followed = queries.open_enrolments(learner) if learner else []
    own = next((one.version for one in followed if one.version.curriculum.key == key), None)
    version = own or curricula.newest(key)
    if version is None:
        raise nothing_here()
    return curricula.content_of(version, language_of(wanted, learner))


def language_of(wanted: Wanted, learner: Learner | None) -> str:
    return wanted.language or (learner.person.language if learner else content.LANGUAGES[0])


def phone_of(wanted: Wanted, learner: Learner | None) -> str:
    return wanted.phone or (learner.phone_kind.value if learner else "")


def handouts(wanted: Wanted, learner: Learner | None, lesson: Lesson | None) -> list[Handout]:
    """One; for a lesson one for each telephone and language of those who come."""
    if lesson is None or wanted.phone:
        return [handout(wanted, learner)]
    several = (handout(wanted, row.learner) for row in lesson.attendances)
    found = {(one.phone, one.language): one for one in several}
    return list(found.values()) or [handout(wanted, learner)]


def handout(wanted: Wanted, learner: Learner | None) -> Handout:
    found = material(wanted, learner)
    unit = next((one for one in found.units if one.key == wanted.unit), None)
    if unit is None:
        raise nothing_here()
    return of_unit(unit, phone=phone_of(wanted, learner), language=language_of(wanted, learner))


def of_unit(unit: content.Unit, *, phone: str, language: str) -> Handout:
    def html(text: str) -> str:
        return page_html(text, unit.pictures, as_data)

    known = phone if phone in PHONES.values() else ""
    return Handout(
        unit=unit,
        phone=known,
        language=language,
        parts=tuple(_part(page, known, html) for page in unit.pages),
        exercise=html(unit.exercise.text),
        own_steps=html(unit.own_steps),
    )


def _part(page: content.Page, phone: str, html: Callable[[str], str]) -> Part:
    kinds = [(kind, page.steps_for(kind)) for kind in PHONES.values() if phone in ("", kind)]
    steps = tuple((kind, html(text)) for kind, text in kinds if text)
    return Part(page.title, html(page.text), steps, html(page.trouble), html(page.paper))


def as_data(picture: Picture) -> str:
    """A file that is made outside a request can ask nobody for it."""
    found = curricula.file(picture.hash)
    return f"data:{found.media_type};base64,{b64encode(found.bytes).decode()}"
