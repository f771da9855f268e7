"""What was read under two names is read by one person."""

from datetime import timedelta

from tests import make
from tests.study import scene
from tutor.actor import WORKER, Role
from tutor.database import db
from tutor.merging.actions import merge
from tutor.people.adopting import Kept
from tutor.study.actions import Pressed, answer, begin, turn
from tutor.study.asking import ask
from tutor.study.models import Study, TeacherQuestion
from tutor.study.rules import Sheet


def test_reading_of_the_record_that_stays_is_kept_and_what_only_the_other_read_is_added(database):
    kept, gone = scene.enrolled(), scene.enrolled()
    gone.municipality_id = kept.municipality_id
    first = begin(kept, scene.unit(), by=WORKER, now=make.NOW)
    twice = begin(gone, scene.unit(), by=WORKER, now=make.NOW)
    turn(twice, page=2, now=make.NOW + timedelta(minutes=1))
    answer(twice, Pressed(Sheet("question"), 0, "k"), by=WORKER, now=make.NOW)
    other = begin(gone, scene.unit("see"), by=WORKER, now=make.NOW)
    ask(gone, scene.unit(), page=0, text="", form_key="a", by=WORKER, now=make.NOW)
    ids = {first.id, other.id}
    by, versions = make.actor(Role.COORDINATOR), (kept.person.version, gone.person.version)

    merge(kept.person, gone.person, choice=Kept(), versions=versions, by=by, now=make.NOW)

    assert {(row.id, row.learner_id) for row in db.session.query(Study)} == {
        (id_, kept.person_id) for id_ in ids
    }
    assert [row.learner_id for row in db.session.query(TeacherQuestion)] == [kept.person_id]
