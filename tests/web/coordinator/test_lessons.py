"""Lessons looked at, moved, cancelled; a class made by hand."""

from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.lessons.models import Lesson, LessonState
from tutor.messaging.models import Message
from tutor.messaging.wording import load_wordings


@pytest.fixture
def office(app, client):
    """A coordinator, a visit tomorrow at 10:00, twelve learners, four tutors, a hall; by name."""
    with app.app_context():
        load_wordings(make.NOW)
        city = make.municipality()
        programme, hall = make.programme(city), make.venue(make.town(city))
        learners = [make.learner(city, phone=f"090-1234-00{n:02}") for n in range(12)]
        tutors = [make.tutor() for _ in range(4)]
        lesson = make.lesson(tuple(tutors[:2]), (learners[0],), programme=programme)
        enter.as_staff(client, Role.COORDINATOR, city)
        return {
            "lesson": lesson.code,
            "programme": programme.code,
            "venue": hall.code,
            "learner": [one.person.code for one in learners],
            "tutor": [one.person.code for one in tutors],
        }


def class_form(office, **changed):
    form = {name: office[name] for name in ("programme", "venue")}
    form |= {"learner": office["learner"][2:12], "tutor": office["tutor"][1:4], "day": "2026-12-03"}
    return form | {"time": "10:00", "minutes": "90", "title": "はじめての教室", "form_key": "k1"} | changed


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


def test_class_with_ten_learners_and_three_tutors_goes_the_same_way(app, client, office):
    answer = client.post("/office/lessons/new", data=class_form(office))

    assert answer.status_code == 303
    page = client.get(answer.location).get_data(as_text=True)
    assert "はじめての教室" in page
    with app.app_context():
        made = db.session.query(Lesson).filter_by(title="はじめての教室").one()
        assert (len(made.attendances), len(made.staffings), made.state) == (10, 3, LessonState.PLANNED)
        assert made.ends_at - made.starts_at == timedelta(minutes=90)


def test_class_pressed_twice_is_one_class(app, client, office):
    first = client.post("/office/lessons/new", data=class_form(office))
    second = client.post("/office/lessons/new", data=class_form(office))

    assert first.location == second.location
    assert count(app, Lesson) == 2


def test_class_with_a_taken_tutor_names_who_and_books_nothing(app, client, office):
    clash = class_form(office, day="2026-11-23", time="10:30")

    answer = client.post("/office/lessons/new", data=clash)

    assert answer.status_code == 409
    assert "別のレッスンがあります" in answer.get_data(as_text=True)
    assert count(app, Lesson) == 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"tutor": []}, "学生講師を一人以上"),
        ({"learner": []}, "受講者を一人以上"),
        ({"venue": ""}, "会場をえらんで"),
        ({"programme": "x"}, "どの事業"),
        ({"minutes": "999"}, "長さ"),
        ({"time": "now"}, "10:30"),
        ({"tutor": ["NOTTHERE"]}, "学生講師を一人以上"),
    ],
)
def test_class_with_something_missing_keeps_what_was_chosen(app, client, office, changed, says):
    answer = client.post("/office/lessons/new", data=class_form(office, **changed))

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert "はじめての教室" in answer.get_data(as_text=True)
    assert count(app, Lesson) == 1


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
