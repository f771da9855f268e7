"""One field for an address: postcode and town fill in what it leaves open, and what does not fit is said."""

import pytest

from tests import make
from tutor.places.models import Koaza, PostcodeTown, Precision
from tutor.web.address_form import call_fields, located
from tutor.web.intake_form import Form


@pytest.fixture
def city(app, database):
    """A request is around it, because sentences are translated for somebody."""
    city = make.municipality(name="一関市")
    akaogi, hagisho = make.town(city, name="赤荻"), make.town(city, name="萩荘")
    make.add(Koaza(town=akaogi, name="桜町", lat=39.0, lng=141.2, source="test"))
    make.add(PostcodeTown(postcode="0210041", town=akaogi))
    make.add(PostcodeTown(postcode="0210902", town=hagisho))
    with app.test_request_context():
        yield city


def read(city, **typed):
    form = Form(typed)
    found = located(form, municipality_id=city.id)
    return form, found


def test_address_alone_gives_town_koaza_postcode_and_the_rest_as_typed(city):
    form, found = read(city, address="岩手県一関市赤荻 字桜町２４０")

    assert form.errors == {}
    assert call_fields(found) == {"town": found.town, "address": "字桜町２４０", "postcode": "0210041"}
    assert (found.town.name, found.precision) == ("赤荻", Precision.KOAZA)


def test_postcode_gives_the_town_of_an_address_without_one(city):
    _, found = read(city, address="字桜町240", postcode="０２１－００４１")

    assert (found.town.name, found.koaza.name, found.rest) == ("赤荻", "桜町", "字桜町240")


def test_chosen_town_takes_the_rest_or_the_whole_address(city):
    assert read(city, address="240-1", town="赤荻")[1].rest == "240-1"
    assert read(city, address="一関市赤荻240-1", town="赤荻")[1].rest == "240-1"


def test_nothing_typed_is_nothing_and_no_fault(city):
    form, found = read(city, address=" ", postcode="", town="")

    assert (form.errors, found, call_fields(found)) == ({}, None, {})


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"address": "水沢1-2"}, "town", "住所から町が分かりません"),
        ({"address": "240", "town": "よその町"}, "town", "この市町のものではありません"),
        ({"address": "赤荻240", "postcode": "12"}, "postcode", "021-0041 のように"),
        ({"address": "赤荻240", "postcode": "021-0902"}, "postcode", "021-0902 は「萩荘」のもの"),
        ({"address": "赤荻"}, "address", "番地を入れて"),
        ({"postcode": "0210041"}, "address", "番地を入れて"),
        ({"address": "長" * 201}, "address", "200文字まで"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(city, typed, field, says):
    form, _ = read(city, **typed)

    assert says in form.errors[field]


def test_firms_own_postcode_is_taken(city):
    form, found = read(city, address="赤荻240", postcode="0218501")

    assert (form.errors, found.postcode) == ({}, "0218501")
