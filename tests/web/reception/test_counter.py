"""The city's counter: a short form, a paper to take home, its own list."""

import re
from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.lessons.models import LessonState
from tutor.office.models import Municipality
from tutor.people.models import Person
from tutor.visit_requests.models import Origin, RequestLesson, VisitRequest

TYPED = {
    "form_key": "5b1f3a30-0000-4000-8000-000000000001",
    "family_1": "小野寺",
    "given_1": "ツネ",
    "family_reading_1": "おのでら",
    "given_reading_1": "つね",
    "telephone": "０１９１−２１−８６３３",
    "born_year": "昭和19",
    "town": "川岸",
    "address": "12-3",
    "phone_kind": "rakuraku",
    "goal": "孫に写真を送りたい",
    "wish": ["1-am", "3-pm"],
}


@pytest.fixture
def city(app, client):
    """Somebody at the counter of a city with one programme and one town."""
    with app.app_context():
        place = make.municipality()
        make.programme(place, name="スマホ訪問", visits_agreed=120)
        make.town(place, name="川岸", reading="かわぎし")
        enter.as_staff(client, Role.RECEPTION, place)
        return place.id


def enter_one(client, **values):
    return client.post("/reception/new", data=TYPED | values)


def the_list(client):
    return client.get("/reception/").get_data(as_text=True)


def the_request(app):
    return db.session.query(VisitRequest).one()


def test_form_shows_what_is_left(client, city):
    text = client.get("/reception/new").get_data(as_text=True)

    assert "のこり120回（全部で120回）" in text
    assert re.search(r'name="form_key" value="[0-9a-f-]{36}"', text)


def test_entered_request_has_a_paper_to_take_home(app, client, city):
    answer = enter_one(client)

    assert answer.status_code == 303
    text = client.get(answer.location).get_data(as_text=True)
    for says in (
        "小野寺 ツネ",
        "川岸 12-3",
        "孫に写真",
        "火午前",
        "木午後",
        "0191-21-8633",
        "これからのこと",
    ):
        assert says in text
    with app.app_context():
        kept = the_request(app)
        assert kept.origin_kind is Origin.COUNTER
        assert f"{kept.code[:4]}-{kept.code[4:]}" in text
        assert kept.people[0].person.born_year == 1944


def test_couple_is_two_people_of_one_request(app, client, city):
    enter_one(client, family_2="小野寺", given_2="清", family_reading_2="おのでら", given_reading_2="きよし")

    with app.app_context():
        assert [row.person.given_name for row in the_request(app).people] == ["ツネ", "清"]


def test_pressed_twice_is_one_request(app, client, city):
    first, second = enter_one(client), enter_one(client)

    assert first.location == second.location
    with app.app_context():
        the_request(app)
        assert db.session.query(Person).filter_by(family_name="小野寺").count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"family_1": "", "family_reading_1": ""}, "お名前かふりがな"),
        ({"telephone": "12"}, "市外局番から"),
        ({"telephone": ""}, "連絡のつく電話番号"),
        ({"born_year": "去年"}, "生まれた年が読み取れません"),
        ({"town": ""}, "住所から町が分かりません"),
        ({"town": "よその町"}, "この市町のものではありません"),
        ({"address": " "}, "番地を入れて"),
        ({"address": " ", "town": ""}, "住所を入れて"),
        ({"postcode": "12"}, "021-0041 のように"),
        ({"phone_kind": "nokia"}, "電話機の種類"),
        ({"goal": ""}, "一言で"),
        ({"goal": "長" * 301}, "300文字まで"),
        ({"wish": []}, "来てほしい曜日を"),
        ({"wish": ["9-am"]}, "読み取れません"),
    ],
)
def test_wrong_field_is_named_and_everything_typed_is_kept(app, client, city, wrong, says):
    answer = enter_one(client, **wrong)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "直すところがあります" in text
    assert says in text
    assert 'value="ツネ"' in text
    assert TYPED["form_key"] in text
    with app.app_context():
        assert db.session.query(Person).filter_by(given_name="ツネ").count() == 0


def test_all_fields_wrong_at_once(client, city):
    answer = client.post("/reception/new", data={})

    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count('<li><a href="#field-') >= 5


def test_without_a_form_key_two_requests_stay_two(app, client, city):
    for _ in range(2):
        enter_one(client, form_key="")

    with app.app_context():
        assert db.session.query(VisitRequest).count() == 2


def test_with_two_programmes_one_is_chosen(app, client, city):
    with app.app_context():
        code = make.programme(db.session.get(Municipality, city), name="ことばの訪問").code
        db.session.commit()

    assert "えらんでください" in client.get("/reception/new").get_data(as_text=True)
    assert "どの事業" in enter_one(client).get_data(as_text=True)
    assert enter_one(client, programme=code).status_code == 303
    with app.app_context():
        assert the_request(app).programme.name == "ことばの訪問"


def test_programme_of_another_city_is_refused(app, client, city):
    with app.app_context():
        far = make.programme().code
        make.programme(make.municipality())
        db.session.commit()

    enter_one(client, programme=far)

    with app.app_context():
        assert the_request(app).programme.municipality_id == city


def test_nothing_runs_is_said(app, client):
    with app.app_context():
        enter.as_staff(client, Role.RECEPTION, make.municipality())

    assert "受け付けている事業がありません" in client.get("/reception/new").get_data(as_text=True)
    assert enter_one(client).status_code == 422


def test_list_says_what_became_of_it(app, client, city):
    assert "まだありません" in the_list(client)
    enter_one(client)
    assert "日にちを決めているところです" in the_list(client)

    with app.app_context():
        begin_reading(False)  # the page that was read before must not bind us
        kept = the_request(app)
        learner = kept.people[0].person.learner
        lesson = make.lesson((make.tutor(), make.tutor()), (learner,), programme=kept.programme)
        make.add(RequestLesson(request=kept, lesson=lesson))
        db.session.commit()
    assert "11月23日(月) 10:00に決まりました" in the_list(client)

    with app.app_context():
        begin_reading(False)
        the_request(app).lessons[0].lesson.state = LessonState.FINISHED
        db.session.commit()
    assert "11月23日(月)に行いました" in the_list(client)


def test_withdrawn_request_says_so(app, client, city):
    enter_one(client)
    with app.app_context():
        the_request(app).withdrawn_at = make.NOW + timedelta(hours=1)
        db.session.commit()

    assert "取り下げになりました" in the_list(client)


def test_counter_sees_nothing_but_its_own_entries(app, client, city):
    paper = enter_one(client).location
    colleague = app.test_client()
    with app.app_context():
        place = the_request(app).programme.municipality
        enter.as_staff(colleague, Role.RECEPTION, place)

    assert colleague.get(paper).status_code == 404
    assert "小野寺" not in the_list(colleague)
    assert client.get("/reception/ABCDEFGH").status_code == 404
    assert client.get(f"/reception/{'9' * 500}").status_code == 404


def test_list_costs_the_same_for_one_and_for_three(client, city, count_queries):
    enter_one(client, form_key="1")
    one = count_queries(lambda: the_list(client))
    enter_one(client, form_key="2")
    enter_one(client, form_key="3")

    assert count_queries(lambda: the_list(client)) == one
