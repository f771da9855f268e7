"""How units are read, for coordinators; and what an officer sees of the same."""

import pytest

from tests import make
from tests.study import scene
from tests.web import enter
from tutor.actor import WORKER, Role
from tutor.changes.models import Change
from tutor.database import begin_reading, db
from tutor.learning.actions import enrol, mark
from tutor.learning.rules import MarkSource
from tutor.office.models import Municipality
from tutor.people.models import Learner
from tutor.study.actions import Pressed, answer, begin, finish, turn
from tutor.study.rules import Sheet

pytestmark = pytest.mark.one_database
ONE = "units/one?unit=small/talk"


@pytest.fixture
def city(app, client):
    """One learner has read the unit and answered wrong."""
    with app.app_context():
        learner = scene.enrolled()
        read(learner, choice=1)
        db.session.commit()
        return learner.municipality_id


def read(learner, *, choice):
    study = begin(learner, scene.unit(), by=WORKER, now=make.NOW)
    pressed = Pressed(Sheet("question"), choice, study.code)
    answer(study, pressed, by=WORKER, now=make.NOW)
    turn(study, page=5, now=make.NOW)
    finish(study, by=WORKER, now=make.NOW.replace(hour=5))


def more(app, city, number):
    with app.app_context():
        place = db.session.get(Municipality, city)
        for _ in range(number):
            learner = make.learner(place)
            enrol(learner, curriculum_key="small", by=WORKER, now=make.NOW)
            read(learner, choice=0)
        db.session.commit()


def page(app, client, city, url, role=Role.COORDINATOR):
    with app.app_context():
        enter.as_staff(client, role, db.session.get(Municipality, city))
    return text(client, url)


def text(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_what_goes_wrong_stands_first_and_leads_to_its_unit(app, client, city):
    said = page(app, client, city, "/office/units")

    assert "かけるには" in said
    assert "0％" in said
    assert "/office/units/one?unit=small/talk" in said


def test_picture_of_a_unit_has_the_same_numbers_as_a_table(app, client, city):
    said = page(app, client, city, f"/office/{ONE}")

    assert said.count("<svg viewBox") == said.count("<caption>") == 1
    assert "ここでやめた" in said
    assert "習っている方" in said
    assert "番号で読んだ方" not in said


def test_city_in_which_nobody_learns_is_told_what_to_do(app, client, city):
    with app.app_context():
        enter.as_staff(client, Role.COORDINATOR, make.municipality())

    assert "教材を使う方は、まだいません。" in text(client, "/office/units")
    assert client.get(f"/office/{ONE}").status_code == 404
    assert client.get("/office/units/one").status_code == 404


def test_officer_sees_the_same_with_small_numbers_hidden(app, client, city):
    said = page(app, client, city, "/city/units", Role.OFFICER)

    assert "3未満" in said
    assert "0％" not in said
    assert "3未満" in text(client, f"/city/{ONE}")


@pytest.mark.parametrize("url", ["/office/units", f"/office/{ONE}"])
def test_page_costs_the_same_for_one_and_for_four_readers(app, client, city, count_queries, url):
    page(app, client, city, url)
    one = count_queries(lambda: text(client, url))
    more(app, city, 3)

    assert count_queries(lambda: text(client, url)) == one <= 12


def looks(app):
    with app.app_context():
        begin_reading(False)
        return [one.subject_kind for one in db.session.query(Change).filter_by(verb="see_scores")]


def test_who_scored_what_is_for_coordinators_and_who_looked_is_kept(app, client, city):
    said = page(app, client, city, "/office/units/scores?unit=small/talk")

    assert ">0／1</td>" in said
    assert "しつもん1" in said
    assert looks(app) == ["unit"]


def test_stairs_of_a_person_stand_with_a_table_and_the_scores(app, client, city):
    said = page(app, client, city, f"/office/people/{code(app)}/stairs")

    assert said.count('<figure class="stairs">') == said.count("<caption>") == 1
    assert ">0／1</td>" in said
    assert looks(app) == ["person"]


def test_fading_skill_leads_to_its_people(app, client, city):
    with app.app_context():
        fade(db.session.query(Learner).one())

    said = page(app, client, city, "/office/units/fading")
    assert "/office/units/fading?skill=call" in said
    one = text(client, "/office/units/fading?skill=call")
    assert code(app) in one
    assert "つぎのレッスンが、まだありません。" in one
    assert client.get("/office/units/fading?skill=nothing").status_code == 404


def code(app):
    with app.app_context():
        begin_reading(False)
        return db.session.query(Learner).first().person.code


def fade(learner):
    for value, day in ((3, 1), (1, 2)):
        what = {"skill_key": "call", "value": value, "source": MarkSource.TUTOR, "lesson": None}
        mark(learner, **what, by=WORKER, now=make.NOW.replace(day=day), client_key=f"call-{day}")
    db.session.commit()
