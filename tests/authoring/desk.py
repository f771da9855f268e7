"""The small curriculum as published, and coordinators who write on it."""

from tests import make
from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, UNIT, UNIT_TEXT, changed
from tutor.actor import WORKER, Actor, ActorKind, Grant, Role
from tutor.authoring import actions
from tutor.authoring.models import Draft
from tutor.curriculum.actions import publish
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.reader import read_files
from tutor.office.models import Municipality

BETTER = changed(UNIT_TEXT, "絵をたたきます。", "絵を、ポンとたたきます。")
# A unit as it is written from a version: what an author is shown.
WRITTEN = "さわっても、こわれません。"


def published(unit: str = UNIT_TEXT, main: str = MAIN_TEXT) -> CurriculumVersion:
    read = read_files({MAIN: main.encode(), UNIT: unit.encode()})
    return publish(read, by=WORKER, now=make.NOW)


def coordinator(*places: Municipality) -> Actor:
    """Of those cities, or without one of all there are."""
    grants = {Grant(Role.COORDINATOR, place.id) for place in places} or {Grant(Role.COORDINATOR)}
    return Actor(ActorKind.PERSON, make.person().id, frozenset(grants))


def begun(
    version: CurriculumVersion, by: Actor, *, name: str = UNIT, place: Municipality | None = None
) -> Draft:
    return actions.begin(version, name, municipality_id=place.id if place else None, by=by, now=make.NOW)


def saved(version: CurriculumVersion, by: Actor, text: str = BETTER, **more) -> Draft:
    draft = begun(version, by, **more)
    actions.save(draft, text, seen=draft.n, by=by, now=make.NOW)
    return draft
