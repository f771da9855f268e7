"""A new version is taken over: by one learner, or by all of a programme as a job."""

from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import Unit
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.jobs import actions as jobs
from tutor.jobs.models import Job
from tutor.learning.models import Enrolment
from tutor.learning.older_versions import go_on_by
from tutor.office.models import Programme
from tutor.study.models import Study
from tutor.study.rules import is_read_alike

KIND = "take_over_version"


def take_over(enrolment: Enrolment, version: CurriculumVersion, *, by: Actor, now: datetime) -> bool:
    before = enrolment.version
    done = go_on_by(enrolment, version, by=by, now=now)
    if done:
        _reading_goes_along(enrolment.learner_id, before, version)
    return done


def _reading_goes_along(learner_id: int, before: CurriculumVersion, version: CurriculumVersion) -> None:
    """How far a unit was read stays where its sheets and questions are the same.

    Where they are not, answers would be counted for questions that nobody was asked: it is read anew.
    """
    old, new = _by_key(before), _by_key(version)
    old_rows, new_rows = curricula.units_by_key(before), curricula.units_by_key(version)
    same = {
        old_rows[key].id: new_rows[key].id for key in old if key in new and is_read_alike(old[key], new[key])
    }
    rows = db.session.scalars(select(Study).where(Study.learner_id == learner_id)).all()
    taken = {row.unit_id for row in rows}
    for row in rows:
        unit_id = same.get(row.unit_id)
        if unit_id is not None and unit_id not in taken:
            row.unit_id = unit_id
    db.session.flush()


def _by_key(version: CurriculumVersion) -> dict[str, Unit]:
    return {unit.key: unit for unit in curricula.content_of(version).units}


def name_of(version: CurriculumVersion, programme: Programme) -> str:
    """Of the job, so that it is asked for once."""
    return f"{version.id}-{programme.id}"


def ask_for_all(version: CurriculumVersion, programme: Programme, *, by: Actor, now: datetime) -> Job:
    return jobs.ask(
        KIND,
        dedupe=name_of(version, programme),
        arguments={"version": version.id, "programme": programme.id},
        municipality_id=programme.municipality_id,
        by=by,
        now=now,
    )
