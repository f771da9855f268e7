"""A tutor reads a unit of the training, and passes."""

from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.people.models import Tutor
from tutor.study import training
from tutor.study.actions import add
from tutor.study.models import Study, TrainingPass


def begin(tutor: Tutor, curriculum_key: str, unit_key: str, *, by: Actor, now: datetime) -> Study:
    """One for each tutor and unit; what was read alike in an older version goes along into this one."""
    _hold(tutor)
    unit, known = training.own_reading(tutor, curriculum_key, unit_key)
    if known is not None:
        known.unit = unit
        db.session.flush()
        return known
    begun = Study(tutor_id=tutor.person_id, unit=unit)
    return add(begun, place=tutor.household.town.municipality_id, by=by, now=now)


def settle(tutor: Tutor, curriculum_key: str, *, by: Actor, now: datetime) -> bool:
    """Whether this version has just been passed. It is kept, because it stays so."""
    _hold(tutor)
    mine = training.own_records(tutor)
    found = next((one for one in mine if one.content.key == curriculum_key), None)
    if found is None or not found.standing.passed or _has_passed(tutor, found):
        return False
    db.session.add(TrainingPass(tutor_id=tutor.person_id, version=found.version, passed_at=now))
    record(
        "pass_training", found.version, by=by, now=now, municipality_id=tutor.household.town.municipality_id
    )
    db.session.flush()
    return True


def _has_passed(tutor: Tutor, found: training.Record) -> bool:
    return db.session.get(TrainingPass, (tutor.person_id, found.version.id)) is not None


def _hold(tutor: Tutor) -> None:
    """Two presses at once: the second waits here and then finds what the first has done."""
    mine = select(Tutor.person_id).where(Tutor.person_id == tutor.person_id)
    db.session.execute(mine.with_for_update())
