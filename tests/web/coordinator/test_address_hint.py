"""What an address is taken for is said while one still speaks."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.people.models import Household
from tutor.places.models import Koaza, PostcodeTown


@pytest.fixture
def said(app, client):
    with app.app_context():
        place = make.municipality(name="一関市")
        make.programme(place)
        valley = make.town(place, name="厳美町", reading="げんびちょう", radius_km=16.8)
        make.add(PostcodeTown(postcode="0210101", town=valley))
        make.add(Koaza(town=valley, name="沖野々", lat=38.94, lng=141.05, source="test"))
        make.town(place, name="舞川", radius_km=4.0)
        enter.as_staff(client, Role.COORDINATOR, place)
    return lambda **typed: client.post("/office/address", data=typed).get_data(as_text=True)


def test_town_with_reading_postcode_and_the_koaza_to_ask_for(said):
    text = said(address="厳美町200")

    for says in ("<rt>げんびちょう</rt>", "〒021-0101", "小字を聞いてください：沖野々"):
        assert says in text


def test_koaza_that_was_said_is_not_asked_for(said):
    text = said(address="厳美町字沖野々116")

    assert "沖野々" in text
    assert "聞いて" not in text


def test_wide_town_without_koaza_asks_for_a_hall(said):
    assert "近くの会場を聞いて" in said(address="舞川3")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"address": "水沢1"}, "住所から町が分かりません"),
        ({"address": "舞川1", "postcode": "0210101"}, "「厳美町」のものです"),
    ],
)
def test_what_cannot_be_read_is_said_at_once(said, typed, says):
    assert says in said(**typed)


@pytest.mark.parametrize("typed", [{}, {"address": " "}, {"address": "舞川1", "programme": "NOTTHERE"}])
def test_without_an_address_or_a_contract_nothing_is_said(said, typed):
    assert said(**typed).strip() == ""


def test_nothing_is_kept(app, said):
    said(address="厳美町200")

    with app.app_context():
        assert db.session.query(Household).count() == 0
