"""What was learnt under two names is learnt by one person."""

import pytest

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.learning.actions import enrol, mark, settle
from tutor.learning.models import Enrolment, Mark, Review
from tutor.learning.rules import MarkSource
from tutor.merging.actions import merge
from tutor.people.adopting import Kept


@pytest.fixture
def pair(database):
    """Both were enrolled, and each got a mark."""
    publish(two_stages(), by=WORKER, now=make.NOW)
    city = make.municipality()
    found = []
    for n in range(2):
        learner = make.learner(city)
        enrol(learner, curriculum_key="small", by=WORKER, now=make.NOW)
        mark(
            learner,
            skill_key="tap",
            value=2 + n,
            source=MarkSource.TUTOR,
            lesson=None,
            by=WORKER,
            now=make.NOW,
            client_key=f"press-{n}",
        )
        settle(learner, lesson=None, now=make.NOW)
        found.append(learner.person)
    return found


def test_marks_keep_what_they_say_and_caches_are_made_anew(pair):
    kept, gone = pair
    said = [(one.client_key, one.value, one.at) for one in db.session.query(Mark).order_by(Mark.id)]
    by = make.actor(Role.COORDINATOR)

    merge(kept, gone, choice=Kept(), versions=(kept.version, gone.version), by=by, now=make.NOW)

    marks = db.session.query(Mark).order_by(Mark.id).all()
    assert [(one.client_key, one.value, one.at) for one in marks] == said
    assert {one.learner_id for one in marks} == {kept.id}
    assert {one.learner_id for one in db.session.query(Review)} == {kept.id}
    enrolments = db.session.query(Enrolment).order_by(Enrolment.id).all()
    assert [one.learner_id for one in enrolments] == [kept.id, kept.id]
    assert [one.ended_at is None for one in enrolments] == [True, False]
