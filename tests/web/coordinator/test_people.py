"""People: found by reading, name or number, looked at, put right."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.office.models import Municipality
from tutor.people.models import ContactPoint, Person, PersonContact
from tutor.visit_requests.models import Origin, RequestedPerson, VisitRequest


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.id


@pytest.fixture
def tsune(app, city):
    """The code of a learner of the city."""
    with app.app_context():
        code = learner(city, "つね").person.code
        db.session.commit()
        return code


def learner(city, given, phone="090-1234-5678", **values):
    home = make.household(make.town(municipality_of(city), name=f"川岸{given}"))
    who = make.person(
        phone,
        family_name="小野寺",
        given_name="ツネ",
        family_reading="おのでら",
        given_reading=given,
        born_year=1944,
        household=home,
    )
    return make.learner(person=who, household=home, **values)


def municipality_of(city):
    return db.session.get(Municipality, city)


def stranger(app):
    """A learner of another city."""
    with app.app_context():
        code = make.learner(make.municipality(), "090-8765-4321").person.code
        db.session.commit()
        return code


def search(client, text):
    answer = client.post("/office/people", data={"text": text})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def the_person(code):
    return db.session.query(Person).filter_by(code=code).one()


def test_empty_page_says_what_to_type(client, city):
    text = client.get("/office/people").get_data(as_text=True)

    assert "登録のある方をさがせます" in text
    assert "見つかりませんでした" not in text


@pytest.mark.parametrize("typed", ["おのでら", "オノデラ", "小野寺", "小野寺 ツネ", "5678", "090-1234"])
def test_person_is_found_however_one_asks(client, tsune, typed):
    text = search(client, typed)

    assert "小野寺 ツネ" in text
    assert "おのでら つね" in text
    assert "1940年代" in text
    assert "090-1234-5678" in text
    assert "受講者" in text
    assert f"/office/people/{tsune}" in text


def test_search_leaves_nothing_in_the_address(client, tsune):
    assert 'method="post"' in client.get("/office/people").get_data(as_text=True)
    assert "小野寺 ツネ" not in client.get("/office/people?text=おのでら").get_data(as_text=True)


@pytest.mark.parametrize("typed", ["さいとう", "9" * 500, "%", "'; --", "あ" * 5000])
def test_search_without_a_find_says_what_to_do(client, tsune, typed):
    assert "もう一度おさがしください" in search(client, typed)


def test_search_for_nothing_is_the_empty_page(client, tsune):
    assert "登録のある方をさがせます" in search(client, "  ")


def test_people_of_another_city_are_not_found(app, client, city):
    code = stranger(app)

    assert "見つかりませんでした" in search(client, "ちば")
    for path in ("", "/correct", "/supporter"):
        assert client.get(f"/office/people/{code}{path}").status_code == 404
    for path in ("number", "correct", "supporter", "card", "supporter/ABCDEFGH/end"):
        assert client.post(f"/office/people/{code}/{path}", data={}).status_code == 404


def test_page_shows_what_is_known(app, client, city, tsune):
    with app.app_context():
        who = the_person(tsune)
        lesson = make.lesson((make.tutor(), make.tutor()), (who.learner,))
        request = make.add(
            VisitRequest(
                created_at=make.NOW,
                form_key="1",
                programme=lesson.programme,
                household=who.household,
                phone_kind=who.learner.phone_kind,
                goal="孫に写真を送りたい",
                origin_kind=Origin.TELEPHONE,
            )
        )
        make.add(RequestedPerson(request=request, n=1, person=who))
        codes = lesson.code, request.code
        db.session.commit()

    text = client.get(f"/office/people/{tsune}").get_data(as_text=True)

    assert "川岸つね" in text
    assert "1944年" in text
    assert "Android" in text
    assert "11月23日(月) 10:00" in text
    assert f"/office/lessons/{codes[0]}" in text
    assert f"/office/requests/{codes[1]}" in text
    assert "孫に写真を送りたい" in text
    assert "まだ始めていません" in text


def test_shared_number_names_the_other(app, client, city, tsune):
    with app.app_context():
        other = learner(city, "きよ").person
        far = make.learner(make.municipality(), "090-1234-5678").person
        codes = other.code, far.code
        db.session.commit()

    text = client.get(f"/office/people/{tsune}").get_data(as_text=True)

    assert "いっしょに使う方" in text
    assert codes[0] in text
    assert codes[1] not in text


def test_number_is_added_once_however_often_it_is_pressed(app, client, tsune):
    for _ in range(2):
        answer = client.post(
            f"/office/people/{tsune}/number", data={"number": "０１９１−２１−８６３３", "label": "家"}
        )
        assert answer.status_code == 303

    text = client.get(f"/office/people/{tsune}").get_data(as_text=True)
    assert "0191-21-8633" in text
    assert "家の電話" in text
    with app.app_context():
        assert db.session.query(PersonContact).count() == 2
        assert db.session.query(PersonContact).order_by(PersonContact.rank.desc()).first().label == "家"


@pytest.mark.parametrize("number", ["12", "", "電話", "0" * 300, "090-1234-567" + "8" * 30])
def test_wrong_number_is_refused_with_a_sentence(app, client, tsune, number):
    answer = client.post(f"/office/people/{tsune}/number", data={"number": number, "label": "娘"})

    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "直すところがあります" in text
    assert 'value="娘"' in text
    with app.app_context():
        assert db.session.query(ContactPoint).count() == 1


def corrected(version, **values):
    return {
        "family": "小野寺",
        "given": "常",
        "family_reading": "おのでら",
        "given_reading": "つね",
        "born_year": "大正14",
        "version": str(version),
    } | values


def test_name_and_year_are_corrected(app, client, tsune):
    page = client.get(f"/office/people/{tsune}/correct").get_data(as_text=True)
    assert 'value="1944"' in page

    answer = client.post(f"/office/people/{tsune}/correct", data=corrected(1))

    assert answer.status_code == 303
    with app.app_context():
        who = the_person(tsune)
        assert (who.given_name, who.born_year, who.version) == ("常", 1925, 2)
    assert "小野寺 常" in search(client, "おのでら")


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(app, client, tsune):
    client.post(f"/office/people/{tsune}/correct", data=corrected(1))

    answer = client.post(f"/office/people/{tsune}/correct", data=corrected(1, given="ツ子"))

    assert answer.status_code == 409
    assert "ほかの人がさきに直しました" in answer.get_data(as_text=True)
    with app.app_context():
        assert the_person(tsune).given_name == "常"


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"family": "", "family_reading": " "}, 422),
        ({"born_year": "去年"}, 422),
        ({"born_year": "2030"}, 422),
        ({"family": "長" * 41}, 422),
        ({"version": ""}, 409),
        ({"version": "9" * 40}, 409),
        ({"version": "-1"}, 409),
    ],
)
def test_wrong_correction_changes_nothing(app, client, tsune, wrong, status):
    answer = client.post(f"/office/people/{tsune}/correct", data=corrected(1) | wrong)

    assert answer.status_code == status
    with app.app_context():
        assert the_person(tsune).given_name == "ツネ"


def test_list_costs_the_same_for_one_and_for_three(app, client, city, count_queries):
    def fill(given):
        with app.app_context():
            learner(city, given, phone=None)
            db.session.commit()

    fill("あ")
    one = count_queries(lambda: search(client, "おのでら"))
    fill("い")
    fill("う")

    assert count_queries(lambda: search(client, "おのでら")) == one


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.OFFICER])
def test_other_roles_may_not_look(app, client, role):
    with app.app_context():
        enter.as_staff(client, role, make.municipality())

    for path in ("people", "people/ABCDEFGH", "calls", "messages"):
        assert client.get(f"/office/{path}").status_code == 403
    assert client.post("/office/people/ABCDEFGH/card").status_code == 403


def test_nobody_unknown_gets_in(client):
    assert client.get("/office/people").location == "/enter"
