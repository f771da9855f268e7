"""The calendar's address: made, read without signing in, renewed, ended."""

import re
from datetime import date

import pytest
from icalendar import Calendar

from tests.web.tutors import scene
from tutor.access.models import Credential, CredentialKind
from tutor.database import db
from tutor.people.models import Tutor


def made(visit: scene.Scene) -> str:
    text = visit.client.post("/tutor/calendar").get_data(as_text=True)
    return re.search(r"http://localhost(/tutor/calendar/[0-9A-Z]{26}\.ics)", text)[1]


def test_address_is_read_by_a_calendar_that_is_nobody(app, visit):
    answer = app.test_client().get(made(visit))

    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert len(Calendar.from_ical(answer.data).walk("VEVENT")) == 1
    assert "no-store" not in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_page_offers_a_link_and_a_square_once(visit):
    text = visit.client.post("/tutor/calendar").get_data(as_text=True)

    assert 'href="webcal://localhost/tutor/calendar/' in text
    assert "<svg" in text
    assert ".ics" not in visit.client.get("/tutor/calendar").get_data(as_text=True)


def test_unchanged_file_is_not_sent_again(app, visit):
    address, calendar = made(visit), app.test_client()
    tag = calendar.get(address).headers["ETag"]

    assert calendar.get(address, headers={"If-None-Match": tag}).status_code == 304
    visit.came()
    visit.post("finish", key="a")
    assert calendar.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_new_address_ends_the_old_one_and_ending_ends_both(app, visit):
    calendar = app.test_client()
    old = made(visit)
    new = made(visit)

    assert [calendar.get(one).status_code for one in (old, new)] == [404, 200]
    assert "止めました" in visit.client.get(visit.client.post("/tutor/calendar/end").location).get_data(
        as_text=True
    )
    assert calendar.get(new).status_code == 404


def test_only_a_hash_of_the_address_is_kept(app, visit):
    secret = made(visit).split("/")[-1].removesuffix(".ics")

    with app.app_context():
        kept = db.session.query(Credential).filter_by(kind=CredentialKind.CALENDAR).one()
        assert secret not in kept.hash


def test_address_of_who_no_longer_teaches_opens_nothing(app, visit):
    address = made(visit)
    with app.app_context():
        db.session.get(Tutor, visit.tutors[0]).until = date(2026, 11, 21)
        db.session.commit()

    assert app.test_client().get(address).status_code == 404


@pytest.mark.parametrize("code", ["A" * 26, "..%2f", "%00", "あ", "9" * 4000])
def test_wrong_address_is_not_found(client, code):
    assert client.get(f"/tutor/calendar/{code}.ics").status_code == 404


def test_calendars_address_is_no_way_in(app, visit):
    secret = made(visit).split("/")[-1].removesuffix(".ics")

    assert app.test_client().get(f"/c/{secret}").location == "/card"
    assert app.test_client().get("/tutor/").location == "/enter"
