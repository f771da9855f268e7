"""The page of places, and venues entered by hand."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.places.models import Koaza, PostcodeTown, Venue

TYPED = {
    "name": "赤荻分館",
    "address": "字桜町10-1",
    "seats": "２０",
    "step_free": "1",
    "loan_phones": "",
    "pin": "38.91, 141.11",
}


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = make.municipality()
        town = make.town(place, name="赤荻", reading="あこおぎ", radius_km=2.12, source="Geolonia")
        make.add(Koaza(town=town, name="桜町", lat=38.9, lng=141.1, source="test"))
        for n in range(5):
            make.add(PostcodeTown(postcode=f"021004{n}", town=town))
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.code5


def page(client, path="/office/places"):
    return client.get(path).get_data(as_text=True)


def typed(city, **values):
    return TYPED | {"town": f"{city}:赤荻"} | values


def the_venue(app):
    with app.app_context():
        return db.session.query(Venue).one()


def test_towns_stand_with_reading_koaza_doubt_and_postcodes(client, city):
    text = page(client)

    for says in ("<rt>あこおぎ</rt>", "2.1", "021-0040、021-0041、021-0042", "ほか2件", "Geolonia"):
        assert says in text


def test_city_without_towns_is_told_the_commands(app, client):
    with app.app_context():
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        code5 = place.code5

    text = page(client)

    assert f"flask places import towns FILE --city {code5}" in text
    assert "会場を登録する</a>" not in text


def test_other_citys_places_are_not_shown(app, client, city):
    with app.app_context():
        make.venue(make.town(name="よその町"), name="よその館")
        db.session.commit()

    assert "よその" not in page(client)
    assert "よその" not in page(client, "/office/venues/new")


def test_entered_venue_stands_in_the_table_and_can_be_chosen(app, client, city):
    assert "会場はまだありません" in page(client)

    answer = client.post("/office/venues/new", data=typed(city))

    assert (answer.status_code, answer.location) == (303, "/office/places")
    text = page(client)
    assert "赤荻分館" in text
    assert "会場を登録しました" in text
    venue = the_venue(app)
    assert (venue.seats, venue.step_free, venue.loan_phones, venue.lat) == (20, True, 0, 38.91)
    assert venue.address == "字桜町10-1"
    assert 'value="字桜町10-1"' in page(client, f"/office/venues/{venue.code}")


def test_corrected_venue_keeps_its_code(app, client, city):
    client.post("/office/venues/new", data=typed(city))
    venue = the_venue(app)
    form = page(client, f"/office/venues/{venue.code}")
    assert 'value="38.91000, 141.11000"' in form

    changed = typed(city, seats="30", version=str(venue.version))
    assert client.post(f"/office/venues/{venue.code}", data=changed).status_code == 303

    assert the_venue(app).seats == 30
    stale = client.post(f"/office/venues/{venue.code}", data=changed | {"seats": "5"})
    assert stale.status_code == 409
    assert "そちらの内容が残っています" in stale.get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": " "}, "会場の名前を入れて"),
        ({"name": "長" * 61}, "60文字まで"),
        ({"town": ""}, "町をえらんで"),
        ({"town": "99999:赤荻"}, "町をえらんで"),
        ({"seats": ""}, "0 から 999 まで"),
        ({"seats": "²"}, "0 から 999 まで"),
        ({"seats": "1000"}, "0 から 999 まで"),
        ({"loan_phones": "-1"}, "0 から 999 まで"),
        ({"pin": "ここ"}, "位置が読み取れません"),
    ],
)
def test_wrong_field_is_named_and_the_rest_is_kept(app, client, city, wrong, says):
    answer = client.post("/office/venues/new", data=typed(city, **wrong))

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(Venue).count() == 0


def test_page_costs_the_same_for_one_town_and_for_four(app, client, city, count_queries):
    one = count_queries(lambda: page(client))
    with app.app_context():
        place = db.session.query(Koaza).one().town.municipality
        for _ in range(3):
            make.venue(make.town(place))
        db.session.commit()

    assert count_queries(lambda: page(client)) <= one + 3


def test_venue_stays_in_its_city(app, client):
    """A coordinator of all cities could choose another city's town by mistake."""
    with app.app_context():
        here, there = make.municipality(), make.municipality()
        make.town(there, name="よその町")
        code, other = make.venue(make.town(here)).code, there.code5
        enter.as_staff(client, Role.COORDINATOR)

    moved = client.post(f"/office/venues/{code}", data=TYPED | {"town": f"{other}:よその町", "version": "1"})

    assert moved.status_code == 422
    assert "町をえらんで" in moved.get_data(as_text=True)
