"""Who has passed the training: on a tutor's page, and all of them in a list, those first who have not."""

from datetime import timedelta

import pytest

from tests import make
from tests.study import training_scene
from tests.web import enter
from tutor.actor import Role
from tutor.database import db


@pytest.fixture
def codes(app, client):
    """Three students of one city: one has passed, one is on the way, one has left."""
    with app.app_context():
        city = make.municipality()
        training_scene.published()
        home = make.household(make.town(city))
        passed, begun = (
            make.tutor(person=make.person(family_name=name, given_name="葵", household=home), household=home)
            for name in ("合田", "未田")
        )
        gone = make.person(family_name="去田", given_name="葵")
        make.tutor(person=gone, household=home, until=make.NOW.date() - timedelta(days=1))
        for key in ("manners", "secrets"):
            training_scene.read(passed, key)
        training_scene.read(begun, "manners")
        enter.as_staff(client, Role.COORDINATOR, city)
        found = {"passed": passed.person.code, "begun": begun.person.code}
        db.session.commit()
    return found


def text(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_tutors_page_says_how_far_or_when(client, codes):
    assert "合格 11月22日(日)" in text(client, f"/office/people/{codes['passed']}")
    assert "2単元のうち1、合格はまだ" in text(client, f"/office/people/{codes['begun']}")


def test_list_names_first_who_has_not_passed(client, codes):
    page = text(client, "/office/training")

    assert page.index("未田 葵") < page.index("合田 葵")
    assert "去田" not in page
    assert "まだ合格していない学生講師 1人" in page


def test_older_version_is_said(app, client, codes):
    with app.app_context():
        training_scene.published(training_scene.content(percent=80))
        db.session.commit()

    assert "第1版" in text(client, "/office/training")


def test_nobody_to_name_and_no_training(app, client):
    with app.app_context():
        enter.as_staff(client, Role.COORDINATOR, make.municipality())

    assert "研修は、まだありません" in text(client, "/office/training")


def test_who_is_no_tutor_has_no_training(app, client, codes):
    with app.app_context():
        learner = make.learner(make.municipality())
        code = learner.person.code
        enter.as_staff(client, Role.COORDINATOR)

    assert "<h2>研修" not in text(client, f"/office/people/{code}")
