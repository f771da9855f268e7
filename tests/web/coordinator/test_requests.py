"""A request typed in during the call."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.people.models import Person
from tutor.visit_requests.models import VisitRequest


@pytest.fixture
def city(app, client):
    """A coordinator of one city is signed in; the city has a programme and a town."""
    with app.app_context():
        place = make.municipality()
        make.programme(place, visits_agreed=120)
        make.town(place, name="川岸", reading="かわぎし")
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.code5


TYPED = {
    "form_key": "5b1f3a30-0000-4000-8000-000000000001",
    "family_1": "小野寺",
    "given_1": "ツネ",
    "family_reading_1": "おのでら",
    "given_reading_1": "つね",
    "telephone": "０１９１−２１−８６３３",
    "born_year": "昭和19",
    "phone_kind": "rakuraku",
    "town": "川岸",
    "address": "12-3",
    "goal": "孫に写真を送りたい",
    "wish": ["1-am", "3-pm"],
    "minutes": "60",
}


def the_request(app):
    with app.app_context():
        return db.session.query(VisitRequest).one()


def test_form_shows_what_is_left_of_the_agreement(client, city):
    text = client.get("/office/requests/new").get_data(as_text=True)

    assert "のこり120／120回" in text


def test_typed_call_becomes_an_open_request(app, client, city):
    answer = client.post("/office/requests/new", data=TYPED)

    assert answer.status_code == 303
    page = client.get(answer.location).get_data(as_text=True)
    assert "小野寺 ツネ" in page
    assert "火午前" in page
    assert "木午後" in page
    assert "らくらくスマートフォン" in page
    with app.app_context():
        assert db.session.query(Person).filter_by(family_name="小野寺").one().born_year == 1944


def test_pressed_twice_is_one_request(app, client, city):
    first = client.post("/office/requests/new", data=TYPED)
    second = client.post("/office/requests/new", data=TYPED | {"same_1": "new"})

    assert first.location == second.location
    the_request(app)


def test_wrong_fields_are_named_and_everything_typed_is_kept(app, client, city):
    wrong = TYPED | {"telephone": "12", "born_year": "去年", "goal": "", "wish": []}

    answer = client.post("/office/requests/new", data=wrong)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for says in ("市外局番から", "昭和19、S19、1944", "一言で", "一つ以上えらんで"):
        assert says in text
    assert "小野寺" in text
    with app.app_context():
        assert db.session.query(VisitRequest).count() == 0


def test_maybe_the_same_person_is_a_question_and_no_block(app, client, city):
    client.post("/office/requests/new", data=TYPED)
    again = TYPED | {"form_key": "5b1f3a30-0000-4000-8000-000000000002"}

    asked = client.post("/office/requests/new", data=again)
    assert asked.status_code == 200
    assert "もう登録のある方かもしれません" in asked.get_data(as_text=True)

    with app.app_context():
        code = db.session.query(Person).filter_by(family_name="小野寺").one().code
    assert client.post("/office/requests/new", data=again | {"same_1": code}).status_code == 303
    with app.app_context():
        assert db.session.query(Person).filter_by(family_name="小野寺").count() == 1
        assert db.session.query(VisitRequest).count() == 2


def test_dates_are_read_in_any_calendar(app, client, city):
    dated = {"wish": [], "date_1": "12月1日", "half_1": "am", "date_2": "R8.12.2", "half_2": "pm"}

    answer = client.post("/office/requests/new", data=TYPED | dated)

    page = client.get(answer.location).get_data(as_text=True)
    assert "12月1日(火)午前" in page
    assert "12月2日(水)午後" in page


def test_withdrawal_can_be_undone(app, client, city):
    page = client.post("/office/requests/new", data=TYPED).location

    client.post(f"{page}/withdraw")
    assert "取り下げ" in client.get(page).get_data(as_text=True)
    assert "待っている申込はありません" in client.get("/office/requests").get_data(as_text=True)

    client.post(f"{page}/reopen")
    assert "小野寺" in client.get("/office/requests").get_data(as_text=True)


def test_town_of_another_city_is_refused(app, client, city):
    with app.app_context():
        make.town(name="よその町")
        db.session.commit()

    answer = client.post("/office/requests/new", data=TYPED | {"town": "よその町"})

    assert answer.status_code == 422
    assert "この市町のものではありません" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"wish": ["9-am"]},
        {"wish": ["<script>"]},
        {"minutes": "9" * 30},
        {"phone_kind": "nokia"},
        {"programme": "NOTTHERE"},
        {"date_1": "13/45"},
        {"date_1": "9" * 40},
        {"venue": "NOTTHERE"},
        {"same_1": "NOTTHERE"},
        {"born_year": "-99999999999999999999"},
        {"family_1": "", "family_reading_1": ""},
    ],
)
def test_nonsense_is_answered_with_a_sentence(app, client, city, wrong):
    answer = client.post("/office/requests/new", data=TYPED | wrong)

    assert answer.status_code in {404, 409, 422}
    with app.app_context():
        assert db.session.query(VisitRequest).count() == 0


def test_list_costs_the_same_for_one_and_for_three(app, client, city, count_queries):
    def fill(n):
        key = f"5b1f3a30-0000-4000-8000-00000000010{n}"
        client.post("/office/requests/new", data=TYPED | {"form_key": key, "same_1": "new"})

    fill(1)
    one = count_queries(lambda: client.get("/office/requests"))
    fill(2)
    fill(3)

    assert count_queries(lambda: client.get("/office/requests")) == one
