"""Snow: the day's lessons chosen, the messages seen, all changed with one press, then the ring list."""

import re

import pytest

from tests import make
from tests.disruptions.scene import HALF_PAST_SEVEN, due, on, scene
from tests.matching.week import TUESDAY
from tests.web import enter
from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.lessons.models import Lesson, LessonState
from tutor.messaging.wording import load_wordings


@pytest.fixture
def office(app, client):
    """A visit at 10:00 and a class at 14:00, at half past seven of the same day."""
    with app.app_context():
        load_wordings(make.NOW)
        town = scene(starts_at=on(TUESDAY, 10))
        learner = make.learner(phone="0191-22-3333", household=make.household(town.city.town))
        given = {"programme": town.city.programme, "starts_at": on(TUESDAY, 14), "title": "教室"}
        klass = make.lesson((), (learner,), **given)
        enter.as_staff(client, Role.COORDINATOR, town.city.row)
        clock.use(lambda: HALF_PAST_SEVEN)
        return {"visit": town.lesson.code, "class": klass.code}


def page(client, at="/office/weather"):
    answer = client.get(at)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def chosen(client):
    return re.findall(r'name="chosen" value="([^"]+)"', page(client))


def states(app):
    with app.app_context():
        return [one.state for one in db.session.query(Lesson).order_by(Lesson.id)]


def messages(app):
    with app.app_context():
        return len(due())


def test_all_lessons_of_today_are_chosen_to_begin_with(client, office):
    found = page(client)

    assert "これからのレッスン 2件" in found
    assert len(re.findall(r'name="chosen" value="[^"]+" checked', found)) == 2


def test_filters_narrow_the_list_and_nonsense_does_not_break_it(client, office):
    assert "レッスン 1件" in page(client, "/office/weather?part=morning")
    assert "レッスン 2件" in page(client, "/office/weather?part=x&kind=y&city=z&day=never&town=nowhere")
    assert "これから始まるレッスンはありません" in page(client, "/office/weather?day=2026-12-24")


def test_numbers_texts_and_calls_are_seen_and_nothing_is_done(app, client, office):
    form = {"act": "cancel", "reason": "雪のため", "chosen": chosen(client)}

    seen = client.post("/office/weather", data=form).get_data(as_text=True)

    assert "2件を取りやめます" in seen
    assert "職員が電話をかける人" in seen
    assert "取りやめになりました" in seen
    assert states(app) == [LessonState.PLANNED] * 2
    assert messages(app) == 0


def test_one_press_calls_all_off_and_opens_the_ring_list(app, client, office):
    form = {"act": "cancel", "reason": "雪のため", "chosen": chosen(client)}
    told = []

    for _ in range(2):
        answer = client.post("/office/weather/do", data=form)
        assert (answer.status_code, answer.location) == (303, "/office/calls")
        told.append(messages(app))

    assert states(app) == [LessonState.CANCELLED] * 2
    assert told[0] == told[1] > 0
    assert "雪のため" in page(client, f"/office/lessons/{office['visit']}")


def test_moved_ones_and_the_one_that_stays_are_said(app, client, office):
    form = {"act": "move", "to_day": "2026-12-01", "chosen": chosen(client)}

    seen = client.post("/office/weather", data=form).get_data(as_text=True)
    client.post("/office/weather/do", data=form)

    assert "そのままになるレッスン" in seen
    assert "行けません" in seen
    assert "そのままです" in page(client, "/office/calls")
    with app.app_context():
        days = [one.starts_at.day for one in db.session.query(Lesson).order_by(Lesson.id)]
    assert days == [24, 1]


def test_called_off_is_undone_from_the_same_page(app, client, office):
    client.post("/office/weather/do", data={"act": "cancel", "chosen": chosen(client)})
    form = {"act": "reinstate", "chosen": chosen(client)}
    assert "取りやめたレッスン 2件" in page(client)

    assert "知らせる人はいません" in client.post("/office/weather", data=form).get_data(as_text=True)
    client.post("/office/weather/do", data=form)

    assert states(app) == [LessonState.PLANNED] * 2
    assert messages(app) == 0


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"chosen": []}, "一つ以上"),
        ({"act": "dance"}, "取りやめるか"),
        ({"act": "move", "to_day": "x"}, "カレンダー"),
        ({"act": "move", "to_day": "2026-11-01"}, "明日から"),
    ],
)
def test_what_cannot_be_read_is_said(client, office, changed, says):
    for at in ("/office/weather", "/office/weather/do"):
        answer = client.post(at, data={"act": "cancel", "chosen": chosen(client)} | changed)
        assert answer.status_code == 409
        assert says in answer.get_data(as_text=True)


def test_lessons_of_another_city_cannot_be_called_off(app, client, office):
    with app.app_context():
        other = make.lesson((), (make.learner(),), starts_at=on(TUESDAY, 15))
        theirs = f"{other.code}-{other.version}"
        db.session.commit()

    client.post("/office/weather/do", data={"act": "cancel", "chosen": [theirs, *chosen(client)]})

    assert states(app) == [LessonState.CANCELLED, LessonState.CANCELLED, LessonState.PLANNED]


def test_house_without_cities_says_what_to_do(app, client):
    with app.app_context():
        enter.as_staff(client, Role.COORDINATOR)

    assert "まだ登録されていません" in page(client)
