"""The stairs of somebody in one's own lesson; nobody else's tutor sees them."""

import pytest

from tests import make
from tests.web import enter
from tests.web.tutors.scene import CONTENT
from tutor.actor import WORKER
from tutor.changes.models import Change
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.database import begin_reading, db
from tutor.learning.actions import enrol
from tutor.study.actions import begin

pytestmark = pytest.mark.one_database


@pytest.fixture
def lesson(app, client):
    with app.app_context():
        publish(CONTENT, by=WORKER, now=make.NOW)
        learner, tutor = make.learner(), make.tutor()
        enrol(learner, curriculum_key="sumaho", by=WORKER, now=make.NOW)
        begin(learner, curricula.unit("sumaho", "touch"), by=WORKER, now=make.NOW)
        code = make.lesson((tutor,), (learner,), starts_at=make.NOW).code
        enter.as_person(client, tutor.person)
        return f"/tutor/lessons/{code}", learner.person.code


def test_lesson_leads_to_the_stairs_and_the_look_is_kept(app, client, lesson):
    url, person = lesson

    assert f"{url}/{person}/stairs" in client.get(url).get_data(as_text=True)
    said = client.get(f"{url}/{person}/stairs").get_data(as_text=True)

    assert '<figure class="stairs">' in said
    assert ">0／2</td>" in said
    assert "homeができる" in said
    assert "あと2つ" in said
    assert "photoができる" not in said
    with app.app_context():
        begin_reading(False)
        assert db.session.query(Change).filter_by(verb="see_scores").count() == 1


def test_another_tutor_and_somebody_of_no_lesson_are_not_there(app, client, lesson):
    url, person = lesson
    assert client.get(f"{url}/ABCDEFGH/stairs").status_code == 404
    with app.app_context():
        begin_reading(False)
        other = app.test_client()
        enter.as_person(other, make.tutor().person)

    assert other.get(f"{url}/{person}/stairs").status_code == 404
