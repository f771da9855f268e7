"""The call log: written while one speaks, found again, led on to a request or a ring-back."""

from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.inquiries.models import Inquiry, Purpose, Unmet, Way
from tutor.people.models import Person
from tutor.visit_requests.models import VisitRequest

KEY = "5b1f3a30-0000-4000-8000-000000000001"
CALL = {"form_key": KEY, "purpose": "question", "name": "小野寺", "number": "０１９１−２１−８６３３"}
REQUEST = {
    "form_key": "5b1f3a30-0000-4000-8000-000000000002",
    "family_reading_1": "おのでら",
    "town": "川岸",
    "address": "12-3",
    "goal": "孫に写真を送りたい",
    "wish": ["1-am"],
}


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = make.municipality()
        make.programme(place)
        make.town(place, name="川岸")
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.id


@pytest.fixture
def tsune(app, city):
    with app.app_context():
        town = db.session.query(make.Town).filter_by(municipality_id=city).one()
        home = make.household(town)
        who = make.person("090-1234-5678", family_name="小野寺", given_name="ツネ", household=home)
        make.learner(person=who, household=home)
        db.session.commit()
        return who.code


def write(client, **values):
    return client.post("/office/log", data=CALL | values)


def page(client, address="/office/log"):
    return client.get(address).get_data(as_text=True)


def the_call():
    return db.session.query(Inquiry).one()


def test_empty_log_says_what_to_do(client, city):
    assert "まだ電話の記録はありません" in page(client)


def test_call_is_written_and_found_in_the_list(app, client, city):
    answer = write(client, note="日にちを知りたい")

    assert answer.status_code == 303
    for says in ("質問", "小野寺", "０１９１−２１−８６３３", "日にちを知りたい"):
        assert says in page(client)
    with app.app_context():
        assert the_call().municipality_id == city


def test_pressed_twice_is_one_call(app, client, city):
    for _ in range(2):
        write(client, ring_time="15:00")

    with app.app_context():
        the_call()
    assert page(client, "/office/calls").count("かけ直す約束") == 1


def test_wrong_number_needs_nothing_more(app, client, city):
    assert write(client, purpose="wrong_number", name="", number="").status_code == 303


@pytest.mark.parametrize("typed", ["15:00", "３時", "午後3時", "15時"])
def test_promised_ring_back_stands_on_the_ring_list_and_on_the_first_page(client, city, typed):
    write(client, ring_time=typed)

    assert "11月22日(日) 15:00までに" in page(client, "/office/calls")
    assert "小野寺" in page(client, "/office/calls")
    assert "11月22日(日) 15:00まで" in page(client, "/office/")
    assert "15:00までにかけ直す" in page(client)


def test_promise_may_be_for_another_day(client, city):
    write(client, ring_time="10:00", ring_day="11/24")

    assert "11月24日(火) 10:00まで" in page(client, "/office/")


def test_missed_promise_says_so_and_kept_promise_is_gone(client, city):
    write(client, ring_time="15:00")
    clock.use(lambda: make.NOW + timedelta(hours=7))
    text = page(client, "/office/")
    assert "時間を過ぎました" in text

    done = text.split('action="/office/calls/')[1].split('"')[0]
    client.post(f"/office/calls/{done}")

    assert "時間を過ぎました" not in page(client, "/office/")
    assert "かけ直しました" in page(client)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"purpose": ""}, "何の電話か"),
        ({"number": "12"}, "市外局番から"),
        ({"ring_time": "いつか"}, "読み取れません"),
        ({"ring_time": "9:30"}, "もう過ぎています"),
        ({"ring_time": "15:00", "ring_day": "13/45"}, "読み取れません"),
        ({"ring_time": "15:00", "number": ""}, "かけ直す番号"),
        ({"note": "あ" * 401}, "長すぎて"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(app, client, city, wrong, says):
    answer = write(client, **wrong)

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert "小野寺" in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(Inquiry).count() == 0


def test_person_we_know_is_linked_and_the_call_stands_on_her_page(app, client, city, tsune):
    assert "小野寺 ツネ" in page(client, f"/office/log?person={tsune}")
    write(client, person=tsune, number="", name="", note="日にちを変えたい", ring_time="16:00")

    assert "日にちを変えたい" in page(client, f"/office/people/{tsune}")
    assert "090-1234-5678" in page(client, "/office/calls")
    with app.app_context():
        assert the_call().person.code == tsune


def test_request_goes_on_with_what_was_typed_and_is_linked(app, client, city):
    onward = write(client, purpose="request", note="写真").location
    text = page(client, onward)
    assert "０１９１−２１−８６３３" in text
    assert "小野寺" in text
    with app.app_context():
        code = the_call().code

    client.post("/office/requests/new", data=REQUEST | {"call": code, "telephone": CALL["number"]})

    with app.app_context():
        taken = db.session.query(VisitRequest).one().code
        assert the_call().request.code == taken
    assert f"申込 {taken}" in page(client)


def test_request_of_a_known_person_is_hers(app, client, city, tsune):
    text = page(client, f"/office/requests/new?person={tsune}")
    assert f'value="{tsune}" checked' in text

    client.post("/office/requests/new", data=REQUEST | {"same_1": tsune, "town": "", "address": ""})

    with app.app_context():
        assert db.session.query(VisitRequest).one().people[0].person.code == tsune
        assert db.session.query(Person).filter_by(family_name="小野寺").count() == 1


def test_wish_that_became_nothing_is_counted(app, client, city):
    write(client, purpose="request", unmet="too_far")
    write(client, form_key="call-2", purpose="request", way="out", number="")
    with app.app_context():
        code = db.session.query(Inquiry).filter_by(form_key="call-2").one().code

    client.post(f"/office/log/{code}/nothing", data={"unmet": "too_far"})

    assert "11月に、申込にならなかったご希望" in page(client)
    assert "遠くて行けない：2件" in page(client)
    with app.app_context():
        call = db.session.query(Inquiry).filter_by(form_key="call-2").one()
        assert (call.unmet, call.way, call.purpose) == (Unmet.TOO_FAR, Way.OUT, Purpose.REQUEST)


def test_reason_that_is_none_is_refused(app, client, city):
    write(client)
    with app.app_context():
        code = the_call().code

    assert client.post(f"/office/log/{code}/nothing", data={"unmet": "?"}).status_code == 409


def test_ring_back_can_be_promised_later(app, client, city):
    write(client)
    with app.app_context():
        code = the_call().code

    assert client.post(f"/office/log/{code}/promise", data={"ring_time": ""}).status_code == 422
    assert client.post(f"/office/log/{code}/promise", data={"ring_time": "15:00"}).status_code == 303
    assert "15:00までにかけ直す" in page(client, f"/office/log/{code}")


def test_list_costs_the_same_for_one_and_for_three(client, city, count_queries):
    write(client, ring_time="15:00")
    one = count_queries(lambda: page(client))
    for n in range(2):
        write(client, form_key=f"call-{n}", ring_time="16:00")

    assert count_queries(lambda: page(client)) == one
