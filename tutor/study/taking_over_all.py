"""The job that takes a new version over for everybody of a programme: an edge that commits after each."""

from typing import Any

from tutor import clock
from tutor.actor import WORKER, Actor, ActorKind
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs.work import Report, Stop
from tutor.learning.models import Enrolment
from tutor.learning.older_versions import on_older
from tutor.office.models import Programme
from tutor.sentences import Counted, Said, together
from tutor.study.taking_over import take_over


def take_over_all(arguments: dict[str, Any], report: Report, stop: Stop) -> Said:
    """Arguments: version, programme, asked_by_id. Whoever is being asked by telephone now is left out."""
    version_id = int(arguments["version"])
    version = db.session.get_one(CurriculumVersion, version_id)
    waiting = on_older(version, db.session.get_one(Programme, arguments["programme"]))
    asked_by = arguments.get("asked_by_id")
    by = Actor(ActorKind.PERSON, asked_by) if asked_by else WORKER
    done = left = 0
    for number, enrolment_id in enumerate(waiting, start=1):
        if stop():
            break
        taken = _took_over(enrolment_id, version_id, by)
        done, left = done + taken, left + (not taken)
        report(number, len(waiting), Counted("%(num)d人が新しい版になりました。", done))
    said = [Counted("%(num)d人が新しい版になりました。", done)]
    if left:
        said.append(Counted("%(num)d人は、電話でたずねている途中なので、前の版のままです。", left))
    return together(*said)


def _took_over(enrolment_id: int, version_id: int, by: Actor) -> bool:
    enrolment = db.session.get_one(Enrolment, enrolment_id)
    version = db.session.get_one(CurriculumVersion, version_id)
    try:
        take_over(enrolment, version, by=by, now=clock.now())
    except Refused:
        db.session.rollback()
        return False
    db.session.commit()
    return True
