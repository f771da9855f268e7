"""The levels of everybody at once, one learner after the other, so that memory stays small."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select

from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.learning import rules
from tutor.learning.models import Enrolment, Mark
from tutor.learning.queries import SEEN
from tutor.learning.rules import Seen
from tutor.people.models import Learner

AT_ONCE = 10_000


def levels(*, now: datetime) -> Iterator[tuple[int, int, int | None]]:
    """Learner, municipality and level of whoever learns by a curriculum; without marks there is no level."""
    learning = _learning()
    marked = set()
    for learner_id, marks in _marks():
        if learner_id in learning:
            marked.add(learner_id)
            municipality_id, version_id = learning[learner_id]
            content = curricula.content_of(db.session.get_one(CurriculumVersion, version_id))
            yield learner_id, municipality_id, rules.level(rules.standings(marks, now=now), content)
    for learner_id in learning.keys() - marked:
        yield learner_id, learning[learner_id][0], None


def _learning() -> dict[int, tuple[int, int]]:
    """By learner the municipality, and the version of the curriculum begun last."""
    found = (
        select(Enrolment.learner_id, Learner.municipality_id, Enrolment.version_id)
        .join(Learner, Learner.person_id == Enrolment.learner_id)
        .where(Enrolment.ended_at.is_(None))
        .order_by(Enrolment.created_at, Enrolment.id)
    )
    return {learner: (city, version) for learner, city, version in db.session.execute(found)}


def _marks() -> Iterator[tuple[int, list[Seen]]]:
    found = select(Mark.learner_id, *SEEN).order_by(Mark.learner_id)
    rows = db.session.execute(found.execution_options(yield_per=AT_ONCE))
    for learner_id, of_one in groupby(rows, key=itemgetter(0)):
        yield learner_id, [Seen(*row[1:]) for row in of_one]
