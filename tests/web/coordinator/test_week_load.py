"""Who has had how many lessons this term: all of them for the coordinator, only their own for tutors."""

import re
from datetime import date, time

import pytest

from tests import make
from tests.matching.week import City
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.local_time import at
from tutor.people.models import Person


@pytest.fixture
def city(app, client):
    """One has taught three times this term, the other never; both offer the same hours."""
    with app.app_context():
        town = City()
        busy, idle = town.tutor(), town.tutor()
        for day in (3, 10, 17):
            make.lesson((busy,), starts_at=at(date(2026, 11, day), time(14)))
        enter.as_staff(client, Role.COORDINATOR, town.row)
        found = {"code5": town.row.code5, "busy": busy.person_id, "idle": idle.person_id}
        db.session.commit()
    return found


def load(client, city, week="2026-11-23"):
    return client.get(f"/office/week/load?week={week}&city={city['code5']}").get_data(as_text=True)


def test_page_shows_every_tutor_with_number_share_and_sentence(client, city):
    page = load(client, city)

    rows = re.findall(r"<td>(\d+)</td><td>(\d+)</td>", page)
    assert sorted(rows) == [("0", "2"), ("3", "2")]
    assert "今期はこれまで1件多めです。" in page
    assert "今期はこれまで2件少なめです。" in page
    assert page.count('<svg class="load"') == 2


def test_week_leads_there(client, city):
    page = client.get(f"/office/week?week=2026-11-23&city={city['code5']}").get_data(as_text=True)

    assert "/office/week/load?" in page


def test_without_a_term_the_page_says_what_is_missing(client, city):
    assert "学期を登録して" in load(client, city, week="2027-04-05")


@pytest.mark.parametrize(("who", "number"), [("busy", 2), ("idle", 0)])
def test_tutor_sees_only_the_own_number(app, client, city, who, number):
    with app.app_context():
        enter.as_person(client, db.session.get(Person, city[who]))

    page = client.get("/tutor/calendar").get_data(as_text=True)

    assert f"先週までに{number}件受け持ちました" in page
    assert page.count('<svg class="load"') == 1
    assert client.get(f"/office/week/load?city={city['code5']}").status_code in {302, 303, 403, 404}
