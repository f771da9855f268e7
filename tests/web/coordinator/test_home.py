"""An address on the telephone, and what brings its point nearer to the door."""

import pytest

from tests import make
from tests.web import enter
from tests.web.coordinator.test_requests import TYPED
from tutor.actor import Role
from tutor.database import db
from tutor.people.models import Household, Person
from tutor.places.models import Koaza, Precision


@pytest.fixture
def city(app, client):
    """厳美町 is a whole valley: its houses lie up to 16 km from its point."""
    with app.app_context():
        place = make.municipality(name="一関市")
        make.programme(place)
        town = make.town(place, name="厳美町", reading="げんびちょう", radius_km=16.8)
        make.add(Koaza(town=town, name="沖野々", lat=38.94, lng=141.05, source="test"))
        make.venue(town, name="厳美市民センター", lat=38.944, lng=141.053)
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.id


def take(client, **values):
    typed = TYPED | {"town": "", "address": "岩手県一関市厳美町字入道200"} | values
    answer = client.post("/office/requests/new", data=typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def the_home(app):
    with app.app_context():
        home = db.session.query(Household).one()
        return home, db.session.query(Person).filter_by(household_id=home.id).first().code


def text_of(client, path):
    return client.get(path).get_data(as_text=True)


def test_address_in_one_field_is_taken(app, client, city):
    page = text_of(client, take(client))

    home, _ = the_home(app)
    assert (home.address, home.precision) == ("字入道200", Precision.TOWN)
    assert "厳美町 字入道200" in page


def test_coarse_point_is_asked_about_on_the_request(client, city):
    page = text_of(client, take(client))

    assert "もう少し細かく" in page
    assert "16.8 キロほどずれている" in page
    assert '<option value="沖野々">' in page
    assert "厳美市民センター" in page


def test_point_of_a_koaza_is_not_asked_about(client, city):
    assert "もう少し細かく" not in text_of(client, take(client, address="厳美町字沖野々116"))


@pytest.mark.parametrize(
    ("typed", "precision", "lat"),
    [
        ({"koaza": "沖野々"}, Precision.KOAZA, 38.94),
        ({"hall": "here"}, Precision.HALL, 38.944),
        ({"pin": "38.969, 140.999"}, Precision.PIN, 38.969),
    ],
)
def test_chosen_spot_ends_the_question_and_leads_back(app, client, city, typed, precision, lat):
    request = take(client)
    home, code = the_home(app)
    with app.app_context():
        venue = db.session.query(make.Venue).one().code
    typed = {name: venue if value == "here" else value for name, value in typed.items()}

    answer = client.post(
        f"/office/people/{code}/spot", data={"version": home.version, "request": request[-8:], **typed}
    )

    assert (answer.status_code, answer.location) == (303, request)
    after, _ = the_home(app)
    assert (after.precision, after.lat) == (precision, lat)
    assert "もう少し細かく" not in text_of(client, request)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "うち、一つを入れて"),
        ({"koaza": "よその字"}, "この町にありません"),
        ({"pin": "ここ"}, "位置が読み取れません"),
    ],
)
def test_spot_that_cannot_be_read_is_named(app, client, city, typed, says):
    take(client)
    home, code = the_home(app)

    answer = client.post(f"/office/people/{code}/spot", data={"version": home.version, **typed})

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)


def test_spot_far_away_and_hall_of_another_city_are_refused(app, client, city):
    take(client)
    home, code = the_home(app)
    with app.app_context():
        other = make.venue().code
        db.session.commit()

    far = client.post(f"/office/people/{code}/spot", data={"version": home.version, "pin": "26.2, 127.6"})
    hall = client.post(f"/office/people/{code}/spot", data={"version": home.version, "hall": other})

    assert (far.status_code, hall.status_code) == (409, 404)


def test_address_is_corrected_and_an_old_page_is_told(app, client, city):
    take(client)
    home, code = the_home(app)
    assert "字入道200" in text_of(client, f"/office/people/{code}/home")
    typed = {"version": home.version, "town": "厳美町", "address": "字沖野々5", "way_note": "橋のとなり"}

    assert client.post(f"/office/people/{code}/home", data=typed).status_code == 303
    again = client.post(f"/office/people/{code}/home", data=typed | {"address": "9"})

    after, _ = the_home(app)
    assert (after.address, after.precision, after.way_note) == ("字沖野々5", Precision.KOAZA, "橋のとなり")
    assert again.status_code == 409
    assert "橋のとなり" in text_of(client, f"/office/people/{code}")


def test_empty_address_is_asked_for(app, client, city):
    take(client)
    home, code = the_home(app)

    answer = client.post(f"/office/people/{code}/home", data={"version": home.version})

    assert answer.status_code == 422
    assert "町と番地を入れて" in answer.get_data(as_text=True)


def test_person_without_a_home_has_no_such_page(app, client, city):
    with app.app_context():
        helper = make.learner(db.session.get(make.Municipality, city)).person
        helper.household = None
        code = helper.code
        db.session.commit()

    assert client.get(f"/office/people/{code}/home").status_code == 404
    assert "住まいを直す" not in text_of(client, f"/office/people/{code}")
