"""What was entered at the counter is put right there, until the company has acted on it."""

import re
from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tests.web.reception.test_counter import TYPED
from tutor import clock
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.lessons.models import LessonState
from tutor.office.models import Municipality
from tutor.people.models import RoleGrant
from tutor.visit_requests.models import Origin, RequestLesson, VisitRequest


class Counter:
    def __init__(self, app, client) -> None:
        self.app, self.client = app, client
        with app.app_context():
            place = make.municipality()
            make.programme(place, name="スマホ訪問")
            make.town(place, name="川岸", reading="かわぎし")
            self.city = place.id
            self.clerk = enter.as_staff(client, Role.RECEPTION, place).id
        self.paper = client.post("/reception/new", data=TYPED | {"ring_time": "15:00"}).location

    def text(self, path: str = "") -> str:
        return self.client.get(path or self.paper).get_data(as_text=True)

    def correct(self, **values):
        shown = self.shown() if "version" not in values else {}
        return self.client.post(f"{self.paper}/correct", data=TYPED | shown | values)

    def shown(self) -> dict[str, object]:
        text = self.text(f"{self.paper}/correct")
        found: dict[str, object] = dict(re.findall(r'name="(\w+)" id="[^"]+"\s+value="([^"]*)"', text))
        found["version"] = re.search(r'name="version" value="(\d+)"', text)[1]
        found["wish"] = re.findall(r'value="(\d-[ap]m)"\s[^>]*checked', text)
        return found

    def request(self) -> VisitRequest:
        begin_reading(False)
        return db.session.query(VisitRequest).one()

    def colleague(self, role: Role, place: Municipality | None = None):
        browser = self.app.test_client()
        enter.as_staff(browser, role, place or db.session.get(Municipality, self.city))
        return browser


@pytest.fixture
def counter(app, client):
    return Counter(app, client)


def test_form_opens_with_what_was_entered(counter):
    shown = counter.shown()

    assert (shown["family_1"], shown["given_reading_1"]) == ("小野寺", "つね")
    assert (shown["telephone"], shown["born_year"], shown["address"]) == ("0191-21-8633", "1944", "12-3")
    assert (shown["ring_time"], shown["ring_day"]) == ("15:00", "2026-11-22")
    assert shown["wish"] == TYPED["wish"]


def what_it_says(text: str) -> list[str]:
    return re.findall(r"(?s)<dl class=.definition.*</dl>", text)


def test_sent_as_shown_it_says_the_same_as_before(counter):
    before = what_it_says(counter.text())

    answer = counter.correct()

    assert answer.status_code == 303
    assert before == what_it_says(counter.text(answer.location)) != []


def test_paper_says_what_is_right_now_and_when_somebody_rings(counter):
    assert "11月22日(日) 15:00までに" in counter.text()

    answer = counter.correct(goal="地図を見たい", given_1="常", ring_time="4時", wish=["4-pm"])

    text = counter.text(answer.location)
    assert "申込の内容を直しました" in text
    for says in ("地図を見たい", "小野寺 常", "金午後", "11月22日(日) 16:00までに"):
        assert says in text


def test_call_that_is_late_stays_promised_while_the_rest_is_put_right(counter):
    clock.use(lambda: make.NOW + timedelta(hours=6))

    answer = counter.correct(goal="地図を見たい")

    text = counter.text(answer.location)
    assert "地図を見たい" in text
    assert "11月22日(日) 15:00までに" in text


def test_wished_call_stands_on_the_coordinators_first_page(app, counter):
    with app.app_context():
        office = counter.colleague(Role.COORDINATOR)

    text = office.get("/office/").get_data(as_text=True)
    assert "かけ直す約束" in text
    assert "11月22日(日) 15:00まで" in text
    assert "小野寺 ツネ" in text
    assert "市の窓口で受けた申込です。" in office.get("/office/log").get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"goal": ""}, "一言で"),
        ({"ring_time": "9:30"}, "もう過ぎています"),
        ({"ring_day": "13/45"}, "13/45"),
        ({"family_1": "", "family_reading_1": ""}, "ここでは消せません"),
    ],
)
def test_wrong_field_keeps_what_was_typed_and_changes_nothing(app, counter, wrong, says):
    answer = counter.correct(note="耳が遠い", **wrong)

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert "耳が遠い" in answer.get_data(as_text=True)
    assert "耳が遠い" not in counter.text(f"{counter.paper}/correct")


def test_two_pages_at_once_the_later_is_told_so(counter):
    shown = counter.shown()
    counter.correct(**shown | {"goal": "地図を見たい"})

    answer = counter.correct(**shown | {"goal": "天気を見たい"})

    assert answer.status_code == 409
    assert "さきに直しました" in answer.get_data(as_text=True)
    assert "地図を見たい" in counter.text()


def test_office_and_counter_at_once_the_counter_is_told_whom_to_ring(app, counter):
    shown = counter.shown()
    with app.app_context():
        office = counter.colleague(Role.COORDINATOR)
        code = counter.request().code
    told = {
        "version": str(shown["version"]),
        "phone_kind": "iphone",
        "minutes": "60",
        "goal": "乗り換えを見たい",
    }
    told |= {"goal": "乗り換えを見たい", "town": "川岸", "address": "12-3", "wish": ["1-am"]}
    assert office.post(f"/office/requests/{code}/amend", data=told).status_code == 303

    answer = counter.correct(**shown | {"goal": "地図を見たい"})

    assert answer.status_code == 409
    assert "調整担当にお電話ください。電話番号は 0191-21-8633 です" in answer.get_data(as_text=True)
    assert "乗り換えを見たい" in counter.text()


def test_once_there_was_a_lesson_the_page_offers_no_correction(app, counter):
    assert f'href="{counter.paper}/correct"' in counter.text()
    with app.app_context():
        kept = counter.request()
        make.add(RequestLesson(request=kept, lesson=make.lesson(live=False, state=LessonState.CANCELLED)))
        db.session.commit()

    assert f'href="{counter.paper}/correct"' not in counter.text()
    assert "調整担当が、もうこの申込を進めています" in counter.text()
    assert counter.client.get(f"{counter.paper}/correct").status_code == 303


def test_nobody_else_at_a_counter_sees_or_corrects_it(app, counter):
    with app.app_context():
        others = [counter.colleague(Role.RECEPTION), counter.colleague(Role.RECEPTION, make.municipality())]

    for browser in others:
        assert browser.get(counter.paper).status_code == 404
        assert browser.get(f"{counter.paper}/correct").status_code == 404
        assert browser.post(f"{counter.paper}/correct", data=TYPED).status_code == 404
        assert "小野寺" not in browser.get("/reception/").get_data(as_text=True)


def test_clerk_who_went_to_another_citys_counter_sees_it_no_more(app, counter):
    with app.app_context():
        grant = db.session.query(RoleGrant).filter_by(person_id=counter.clerk).one()
        grant.municipality_id = make.municipality().id
        db.session.commit()

    assert counter.client.get(counter.paper).status_code == 404
    assert "小野寺" not in counter.text("/reception/")


def test_what_the_same_person_took_by_telephone_is_no_entry_of_the_counter(app, counter):
    with app.app_context():
        counter.request().origin_kind = Origin.TELEPHONE
        db.session.commit()

    assert counter.client.get(counter.paper).status_code == 404


def test_paper_costs_the_same_for_one_and_for_two_people(counter, count_queries):
    one = count_queries(counter.text)
    counter.correct(family_2="小野寺", given_2="清")

    assert count_queries(counter.text) == one
