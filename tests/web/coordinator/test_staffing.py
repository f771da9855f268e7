"""The coordinator takes a tutor off a lesson and puts another on it."""

import re
from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.lessons import offers
from tutor.lessons.models import Lesson
from tutor.messaging.wording import load_wordings


@pytest.fixture
def office(app, client):
    """A visit tomorrow with two of three tutors."""
    with app.app_context():
        load_wordings(make.NOW)
        city = make.municipality()
        tutors = [make.tutor() for _ in range(3)]
        lesson = make.lesson(
            tuple(tutors[:2]), (make.learner(city, phone="090-1234-0001"),), programme=make.programme(city)
        )
        enter.as_staff(client, Role.COORDINATOR, city)
        return {"at": f"/office/lessons/{lesson.code}", "tutor": [one.person.code for one in tutors]}


def post(client, office, what, number):
    return client.post(f"{office['at']}/{what}", data={"tutor": office["tutor"][number]})


def teach(app):
    with app.app_context():
        return {row.tutor.person.code for row in db.session.query(Lesson).one().assigned}


def test_tutor_is_taken_off_and_another_put_on(app, client, office):
    assert post(client, office, "release", 0).status_code == 303
    page = client.get(office["at"]).get_data(as_text=True)
    assert "あと1人 足りません" in page
    assert f'value="{office["tutor"][2]}"' in page

    assert post(client, office, "assign", 2).status_code == 303

    assert teach(app) == set(office["tutor"][1:])
    assert "足りません" not in client.get(office["at"]).get_data(as_text=True)


def test_today_shows_what_lacks_a_tutor(client, office):
    assert "学生講師が足りないレッスン</h2>" not in client.get("/office/").get_data(as_text=True)

    post(client, office, "release", 0)

    page = client.get("/office/").get_data(as_text=True)
    assert "学生講師が足りないレッスン</h2>" in page
    assert "あと1人" in page


@pytest.mark.parametrize("what", ["release", "assign"])
def test_pressed_twice_is_done_once(app, client, office, what):
    number = {"release": 0, "assign": 2}[what]
    if what == "assign":
        post(client, office, "release", 0)

    for _ in range(2):
        assert post(client, office, what, number).status_code == 303

    assert len(teach(app)) == {"release": 1, "assign": 2}[what]


def test_unknown_tutor_is_not_there(client, office):
    answer = client.post(f"{office['at']}/assign", data={"tutor": "NOBODY"})

    assert answer.status_code == 404


def test_taken_tutor_is_named(app, client, office):
    with app.app_context():
        busy = make.tutor()
        make.lesson((busy,), starts_at=make.NOW + timedelta(days=1))
        code = busy.person.code
        db.session.commit()
    post(client, office, "release", 0)
    assert f'value="{code}"' not in client.get(office["at"]).get_data(as_text=True)

    answer = client.post(f"{office['at']}/assign", data={"tutor": code})

    assert answer.status_code == 409
    assert "別のレッスンがあります" in answer.get_data(as_text=True)


def ask(client, office, *numbers, until="20261122T0300"):
    asked = [office["tutor"][n] for n in numbers]
    return client.post(f"{office['at']}/offers", data={"tutor": asked, "until": until})


def test_tutors_are_asked_and_the_page_says_who_and_until_when(client, office):
    post(client, office, "release", 0)
    assert 'value="20261122T0300"' in client.get(office["at"]).get_data(as_text=True)

    assert ask(client, office, 2).status_code == 303

    page = client.get(office["at"]).get_data(as_text=True)
    assert "返事を待っています。11月22日(日) 12:00まで" in page
    assert "1人に担当をお願いして" in client.get("/office/").get_data(as_text=True)
    assert "返事を待っています" in client.get("/office/repairs").get_data(as_text=True)


def test_question_is_taken_back_with_one_press_and_twice_is_once(app, client, office):
    post(client, office, "release", 0)
    ask(client, office, 2)
    page = client.get(office["at"]).get_data(as_text=True)
    [back] = re.findall(r'action="([^"]+/offers/[^"]+/back)"', page)

    for _ in range(2):
        assert client.post(back).status_code == 303

    page = client.get(office["at"]).get_data(as_text=True)
    assert "お願いを閉じました" in page
    assert f'action="{back}"' not in page


def card_with(words, answer, tag):
    cards = answer.get_data(as_text=True).split(f"<{tag}")
    return next(one for one in cards if words in one)


def test_nobody_who_said_yes_stands_among_the_calls_and_leads_to_the_repairs(app, client, office):
    post(client, office, "release", 0)
    ask(client, office, 2)
    with app.app_context():
        offers.expire(make.NOW + timedelta(hours=2))
        db.session.commit()
    clock.use(lambda: make.NOW + timedelta(hours=2))

    card = card_with("学生講師をさがす", client.get("/office/calls"), "li")

    assert f'href="{office["at"]}/repairs"' in card
    assert "返事のない人：佐藤" in card
    for unfit in ("番号がありません", "つながらなかった"):
        assert unfit not in card
    assert "番号がありません" not in card_with(
        "学生講師をさがす", client.get("/office/papers/ring-list"), "tr"
    )


@pytest.mark.parametrize(
    ("numbers", "until", "says"),
    [((), "20261122T0300", "一人以上"), ((2,), "x", "えらび直して"), ((2,), "20261122T1500", "9時から20時")],
)
def test_question_without_tutors_or_with_an_odd_deadline_is_refused(client, office, numbers, until, says):
    post(client, office, "release", 0)

    answer = ask(client, office, *numbers, until=until)

    assert answer.status_code == 409
    assert says in answer.get_data(as_text=True)
