"""Staff change the plan of reminders on a page."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.reminders import plans
from tutor.reminders.rules import SHIPPED
from tutor.web.coordinator.reminder_form import ReminderForm

AS_SHIPPED = ReminderForm.of(SHIPPED).values


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.code5, place.id


def kept(app, city):
    with app.app_context():
        return {one.name: one for one in plans.all_of(city[1])}


def send(client, city, **values):
    typed = AS_SHIPPED | {name.replace("__", "-"): value for name, value in values.items()}
    return client.post(f"/office/messages/plan/{city[0]}", data=typed)


def test_page_shows_the_shipped_plan(client, city):
    text = client.get("/office/messages/plan").get_data(as_text=True)

    assert 'name="first-days" inputmode="numeric" value="3"' in text
    assert 'name="evening-wall" value="18:00"' in text
    assert text.count(" checked") == len(SHIPPED)


def test_what_is_typed_holds_and_is_shown(app, client, city):
    answer = send(client, city, first__days="5", first__wall="午後1時半", third__active="")

    assert answer.status_code == 303
    found = kept(app, city)
    assert (found["first"].days, found["first"].wall.isoformat("minutes")) == (5, "13:30")
    assert not found["third"].active
    assert found["day_before"] == SHIPPED[1]
    text = client.get(answer.location).get_data(as_text=True)
    assert 'name="first-wall" value="13:30"' in text


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("first-days", "あした", "日数は、3 のように"),
        ("first-days", "2", "3 から 14 まで"),
        ("tutors-wall", "21:00", "9:00 から 19:59"),
        ("evening-wall", "ゆうがた", "読み取れません"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(app, client, city, field, typed, says):
    answer = client.post(f"/office/messages/plan/{city[0]}", data=AS_SHIPPED | {field: typed})

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in text
    assert f'value="{typed}"' in text
    assert kept(app, city) == {one.name: one for one in SHIPPED}


def test_other_city_s_plan_is_not_there(app, client, city):
    with app.app_context():
        code5 = make.municipality().code5
        make.db.session.commit()

    assert client.get(f"/office/messages/plan/{code5}").status_code == 404
    assert client.post(f"/office/messages/plan/{code5}", data=AS_SHIPPED).status_code == 404
