"""The request's form knows what is known: who may be ringing, her telephone, the usual programme."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.inquiries.actions import Heard, write_down
from tutor.inquiries.models import Purpose
from tutor.office.models import Municipality
from tutor.people.models import PhoneKind
from tutor.visit_requests.models import VisitRequest

WISH = {
    "form_key": "5b1f3a30-0000-4000-8000-000000000001",
    "goal": "写真",
    "wish": ["1-am"],
    "phone_kind": "unknown",
}


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = make.municipality()
        make.programme(place, name="スマホ訪問")
        who = enter.as_staff(client, Role.COORDINATOR, place)
        return place.id, who.id


@pytest.fixture
def haru(app, city):
    with app.app_context():
        home = make.household(make.town(db.session.get(Municipality, city[0])))
        who = make.person("090-1234-5678", family_name="菊地", family_reading="きくち", household=home)
        make.learner(person=who, household=home, phone_kind=PhoneKind.RAKURAKU)
        db.session.commit()
        return who.code


def known(client, **values):
    answer = client.post("/office/requests/known", data=values)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "typed",
    [
        {"telephone": "090123"},
        {"telephone": "０９０−１２３４"},
        {"family_reading_1": "きく"},
        {"given_reading_1": "はな"},
    ],
)
def test_who_may_be_ringing_appears_while_typing(client, haru, typed):
    text = known(client, **typed)

    assert f'value="{haru}"' in text
    assert "090-1234-5678" in text
    assert "<html" not in text


@pytest.mark.parametrize(
    "typed", [{}, {"telephone": "0901"}, {"family_reading_1": "き"}, {"family_reading_1": "さとう"}]
)
def test_nobody_appears_too_early(client, haru, typed):
    assert known(client, **typed).strip() == ""


def test_whoever_was_chosen_stays_chosen(client, haru):
    assert f'value="{haru}" checked' in known(client, telephone="0901234", same_1=haru)


def test_known_callers_telephone_is_still_that_one(app, client, haru):
    client.post("/office/requests/new", data=WISH | {"same_1": haru})

    with app.app_context():
        taken = db.session.query(VisitRequest).one()
        assert taken.phone_kind is PhoneKind.RAKURAKU
        assert taken.household is taken.people[0].person.household


def test_known_caller_stays_named_when_a_field_is_wrong(client, haru):
    answer = client.post("/office/requests/new", data=WISH | {"same_1": haru, "goal": ""})

    assert answer.status_code == 422
    assert f'value="{haru}" checked' in answer.get_data(as_text=True)


def test_somebody_of_another_city_cannot_be_chosen(app, client, city):
    with app.app_context():
        other = make.learner(make.municipality()).person.code
        db.session.commit()

    assert client.get(f"/office/requests/new?person={other}").status_code == 404
    assert client.post("/office/requests/new", data=WISH | {"same_1": other}).status_code == 404


def test_programme_is_that_of_the_last_calls_city(app, client, city):
    with app.app_context():
        begin_reading(False)
        elsewhere = make.municipality()
        code = make.programme(elsewhere, name="よその訪問").code
        everywhere = make.granted(Role.COORDINATOR)
        enter.as_person(client, everywhere)
        by = make.actor(Role.COORDINATOR, who=everywhere)
        write_down(Heard("call-1", elsewhere.id, Purpose.QUESTION), by=by, now=make.NOW)
        db.session.commit()

    text = client.get("/office/requests/new").get_data(as_text=True)

    assert f'<option value="{code}" selected>' in text
