"""Whose drafts of which curriculum a page is about: both stand in its address."""

from dataclasses import dataclass

from flask import request, url_for

from tutor.actor import Role
from tutor.authoring import queries
from tutor.authoring.models import Draft
from tutor.curriculum.content import Curriculum
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.queries import content_of
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.web.sign_in import actor


@dataclass(frozen=True)
class Desk:
    """`place` is None on the company's own desk, where whoever works in all cities writes."""

    version: CurriculumVersion
    place: Municipality | None
    places: tuple[tuple[str, str], ...]
    """Code and name of each city that one could choose instead."""

    @property
    def key(self) -> str:
        return self.version.curriculum.key

    @property
    def content(self) -> Curriculum:
        return content_of(self.version)

    @property
    def place_id(self) -> int | None:
        return self.place.id if self.place else None

    @property
    def address(self) -> dict[str, str]:
        return {"curriculum": self.key, "city": self.place.code5 if self.place else ""}


def asked() -> Desk | None:
    """None where nothing is published that the actor could write on."""
    by, wanted = actor(), request.values.get("curriculum", "")
    if wanted:
        return _desk(queries.version(wanted, actor=by))
    versions = queries.seen(by)
    return _desk(versions[0]) if versions else None


def _desk(version: CurriculumVersion) -> Desk:
    by, code5 = actor(), request.values.get("city", "")
    cities = office.municipalities(by, Role.COORDINATOR)
    choices = tuple((one.code5, one.name) for one in cities)
    if by.reach(Role.COORDINATOR) is None:
        chosen = office.municipality(code5, actor=by, roles=(Role.COORDINATOR,)) if code5 else None
        return Desk(version, chosen, choices)
    if code5 or not cities:
        return Desk(version, office.municipality(code5, actor=by, roles=(Role.COORDINATOR,)), choices)
    return Desk(version, cities[0], choices)


def list_of(curriculum_key: str, place: Municipality | None) -> str:
    """The address of the desk that a draft lies on."""
    return url_for("coordinator.drafts", curriculum=curriculum_key, city=place.code5 if place else None)


def publishing_of(draft: Draft, codes: list[str]) -> str:
    """Where those of a unit, in all its languages, are looked through together."""
    city = draft.municipality.code5 if draft.municipality else None
    return url_for("coordinator.drafts_publishing", curriculum=draft.curriculum_key, city=city, draft=codes)
