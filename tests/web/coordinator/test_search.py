"""The box on every page: what it says of those it finds, while one types and after Enter."""

from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.office.models import Municipality
from tutor.people.models import PhoneKind
from tutor.visit_requests.actions import Asked, take
from tutor.visit_requests.rules import MORNING, HalfDay

TYPING = {"HX-Request": "true"}


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.id


def learner(city):
    home = make.household(make.town(db.session.get(Municipality, city)))
    who = make.person("090-1234-5678", family_name="小野寺", family_reading="おのでら", household=home)
    return make.learner(person=who, household=home)


def a_request(learner, city):
    asked = Asked(
        form_key=f"form-{learner.person_id}",
        programme=make.programme(db.session.get(Municipality, city)),
        people=[learner.person],
        phone_kind=PhoneKind.ANDROID,
        goal="写真",
        wishes=[HalfDay(*MORNING, weekday=1)],
        household=learner.person.household,
    )
    return take(asked, by=make.actor(), now=make.NOW)


def find(client, text, **headers):
    return client.post("/office/people", data={"text": text}, headers=headers).get_data(as_text=True)


def test_box_stands_on_every_page(client, city):
    for page in ("/office/", "/office/requests", "/office/week", "/office/calls", "/office/requests/new"):
        assert 'id="search-text"' in client.get(page).get_data(as_text=True), page


def test_while_typing_only_the_rows_are_answered(app, client, city):
    with app.app_context():
        learner(city)
        db.session.commit()

    text = find(client, "おの", **TYPING)

    assert "<html" not in text
    for says in ("小野寺", "本町", "090-1234-5678"):
        assert says in text


def test_nothing_typed_shows_nothing(client, city):
    assert find(client, " ", **TYPING).strip() == ""


def test_nobody_found_says_so_while_typing(client, city):
    assert "「ぬぬ」では見つかりませんでした" in find(client, "ぬぬ", **TYPING)


def test_next_lesson_and_open_request_are_shown(app, client, city):
    with app.app_context():
        who = learner(city)
        request = a_request(who, city).code
        soon = make.lesson(learners=(who,), starts_at=make.NOW + timedelta(days=2)).code
        make.lesson(learners=(who,), starts_at=make.NOW + timedelta(days=9))
        make.lesson(learners=(who,), starts_at=make.NOW - timedelta(days=9))
        db.session.commit()

    text = find(client, "おの")

    assert f"/office/lessons/{soon}" in text
    assert "11月24日(火) 10:00" in text
    assert f"/office/requests/{request}" in text
    assert "次は11月24日(火)" in find(client, "おの", **TYPING)


@pytest.mark.parametrize("how", [str.lower, lambda code: f"{code[:4]}-{code[4:]}"])
def test_codes_of_requests_lessons_and_people_are_found(app, client, city, how):
    with app.app_context():
        who = learner(city)
        found = {f"/office/requests/{one.code}": one.code for one in (a_request(who, city),)}
        lesson = make.lesson(learners=(who,))
        found[f"/office/lessons/{lesson.code}"] = lesson.code
        found[f"/office/people/{who.person.code}"] = who.person.code
        db.session.commit()

    for address, code in found.items():
        assert address in find(client, how(code))
        assert address in find(client, how(code), **TYPING)


def test_codes_of_another_city_are_not_found(app, client, city):
    with app.app_context():
        elsewhere = make.municipality().id
        who = learner(elsewhere)
        codes = [a_request(who, elsewhere).code, make.lesson(learners=(who,)).code, who.person.code]
        db.session.commit()

    for code in codes:
        assert "見つかりませんでした" in find(client, code)


def test_finding_costs_the_same_for_one_and_for_three(app, client, city, count_queries):
    def more():
        with app.app_context():
            begin_reading(False)
            a_request(learner(city), city)
            db.session.commit()

    more()
    one = count_queries(lambda: find(client, "おの", **TYPING))
    more()
    more()

    assert count_queries(lambda: find(client, "おの", **TYPING)) == one
