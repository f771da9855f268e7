"""Lessons looked at, moved, cancelled."""

from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.lessons.models import Attendance, Came, Lesson
from tutor.messaging.models import Message
from tutor.messaging.wording import load_wordings


@pytest.fixture
def office(app, client):
    """A coordinator, and a visit tomorrow at 10:00."""
    with app.app_context():
        load_wordings(make.NOW)
        city = make.municipality()
        learner = make.learner(city, phone="090-1234-0000")
        lesson = make.lesson((make.tutor(), make.tutor()), (learner,), programme=make.programme(city))
        enter.as_staff(client, Role.COORDINATOR, city)
        return {"lesson": lesson.code}


def count(app, table):
    with app.app_context():
        return db.session.query(table).count()


def test_week_shows_its_lessons_and_another_week_says_what_to_do(client, office):
    assert office["lesson"] in client.get("/office/lessons?week=2026-11-23").get_data(as_text=True)
    empty = client.get("/office/lessons?week=2027-05-03").get_data(as_text=True)
    assert "この週のレッスンはまだありません" in empty


@pytest.mark.parametrize("week", ["", "yesterday", "9999-12-31", "0001-01-01", "2026-11-23T10:00"])
def test_odd_week_in_the_address_shows_this_week(client, office, week):
    page = client.get(f"/office/lessons?week={week}").get_data(as_text=True)

    assert "11月16日(月)からの週" in page


def test_moved_lesson_is_told_to_everybody(app, client, office):
    at = f"/office/lessons/{office['lesson']}"

    answer = client.post(f"{at}/move", data={"day": "2026-11-25", "time": "13:30"})

    assert answer.status_code == 303
    page = client.get(at).get_data(as_text=True)
    assert "令和8年11月25日(水) 13:30" in page
    assert "13:30 から 14:30" in page
    assert count(app, Message) == 3


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"day": "", "time": "10:00"}, "カレンダーから"),
        ({"day": "2026-11-25", "time": "25:99"}, "10:30 のように"),
        ({}, "カレンダーから"),
    ],
)
def test_move_without_a_readable_time_is_asked_again(app, client, office, form, says):
    answer = client.post(f"/office/lessons/{office['lesson']}/move", data=form)

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert count(app, Message) == 0


def test_move_into_the_past_is_refused_with_a_sentence(client, office):
    form = {"day": "2026-11-01", "time": "10:00"}

    answer = client.post(f"/office/lessons/{office['lesson']}/move", data=form)

    assert answer.status_code == 409
    assert "これからの日時" in answer.get_data(as_text=True)


def test_cancelling_says_why_and_pressing_twice_tells_once(app, client, office):
    at = f"/office/lessons/{office['lesson']}"

    for _ in range(2):
        client.post(f"{at}/cancel", data={"reason": "大雪"})

    page = client.get(at).get_data(as_text=True)
    assert "大雪" in page
    assert "日時を動かす" not in page
    assert count(app, Message) == 3


def test_list_costs_the_same_for_one_lesson_and_for_three(app, client, office, count_queries):
    def look():
        assert client.get("/office/lessons?week=2026-11-23").status_code == 200

    one = count_queries(look)
    with app.app_context():
        city = db.session.query(Lesson).one().programme.municipality
        for hours in (3, 6):
            learner = make.learner(city)
            start = make.NOW + timedelta(days=2, hours=hours)
            make.lesson((make.tutor(),), (learner,), programme=make.programme(city), starts_at=start)
        db.session.commit()

    # The two programmes are of one city: a row more is not a query more.
    assert count_queries(look) == one


@pytest.fixture
def says_no(app, office) -> str:
    """The code of the learner, who has answered that she cannot come."""
    with app.app_context():
        row = db.session.query(Attendance).one()
        row.came = Came.SAYS_NO
        db.session.commit()
        return row.learner.person.code


def came(app) -> Came:
    with app.app_context():
        return db.session.query(Attendance).one().came


def test_who_said_that_she_cannot_come_can_after_all(app, client, office, says_no):
    at = f"/office/lessons/{office['lesson']}"
    assert "やはり来られる" in client.get(at).get_data(as_text=True)

    assert client.post(f"{at}/comes", data={"person": says_no}).status_code == 303

    assert came(app) is Came.EXPECTED
    assert "やはり来られる" not in client.get(at).get_data(as_text=True)


@pytest.mark.parametrize("mark", [Came.CAME, Came.MISSED])
def test_that_changes_nothing_of_what_was_ticked(app, client, office, says_no, mark):
    with app.app_context():
        db.session.query(Attendance).one().came = mark
        db.session.commit()
    client.post(f"/office/lessons/{office['lesson']}/comes", data={"person": says_no})
    assert came(app) is mark


def test_at_another_time_she_is_expected_again(app, client, office, says_no):
    client.post(f"/office/lessons/{office['lesson']}/move", data={"day": "2026-11-25", "time": "13:30"})
    assert came(app) is Came.EXPECTED
