"""The list of a class: names to tick on each date, and nothing that does not belong on a table."""

import pytest

from tests import make, pdf
from tests.courses.hall import START, WEEK, Hall
from tests.web import enter
from tutor.actor import Role
from tutor.cli import working
from tutor.people.models import PhoneKind
from tutor.web.papers.participants import participants


@pytest.fixture
def hall(database):
    return Hall()


def named(hall, given, phone=None, **values):
    home = make.household(hall.town)
    person = make.person(phone, family_name="林", given_name=given, household=home, **values)
    return make.learner(person=person, household=home)


def course(hall, *learners):
    """Three dates; whoever is last has no seat on the second."""
    return [
        hall.a_class(*(learners if n != 1 else learners[:-1]), starts_at=START + n * WEEK, seats=20)
        for n in range(3)
    ]


def test_lines_stand_by_reading_with_a_seat_for_each_date(hall):
    late = named(hall, "三郎", family_reading="はやし", given_reading="さぶろう")
    early = named(hall, "節子", family_reading="いわさき", given_reading="せつこ")

    sheet = participants(course(hall, early, late)[0])

    assert [line.learner for line in sheet.lines] == [early, late]
    assert [line.seats for line in sheet.lines] == [(True, True, True), (True, False, True)]


def test_second_date_no_longer_shows_the_first(hall):
    assert len(participants(course(hall, named(hall, "節子"))[1]).dates) == 2


def test_class_held_every_week_shows_three_dates_only(hall):
    weekly = [hall.a_class(starts_at=START + n * WEEK) for n in range(5)]

    assert list(participants(weekly[0]).dates) == weekly[:3]


def test_one_number_of_two_participants_is_said_by_name(hall):
    pair = [named(hall, given, "0191-21-0001") for given in ("三郎", "キヨ")]
    alone = named(hall, "節子", "0191-21-0002")

    said = {line.learner: line.same_phone for line in participants(course(hall, *pair, alone)[0]).lines}

    assert said == {pair[0]: (pair[1].person,), pair[1]: (pair[0].person,), alone: ()}


def test_who_has_no_telephone_is_counted(hall):
    learners = [named(hall, "節子"), named(hall, "茂")]
    learners[0].phone_kind = PhoneKind.NONE

    assert participants(course(hall, *learners)[0]).to_lend == 1


@pytest.fixture
def office(app, client):
    """A class with a couple on one number, of whom more is known than a list should say."""
    with app.app_context():
        hall = Hall()
        pair = [named(hall, given, "0191-21-0001") for given in ("三郎", "キヨ")]
        pair[0].goal, pair[0].why_home = "病院の予約をしたい", "足が悪い"
        dates = course(hall, *pair)
        visit = make.lesson((), (named(hall, "茂"),), programme=hall.programme)
        enter.as_staff(client, Role.COORDINATOR, hall.city)
        return {
            "lesson": dates[0].code,
            "visit": visit.code,
            "address": pair[0].person.household.address,
            "venue": hall.venue.name,
        }


def shown(client, code):
    return client.get("/office/papers/participants", query_string={"lesson": code})


def test_list_has_names_hall_and_ticks_and_no_number_address_or_goal(client, office):
    page = shown(client, office["lesson"]).get_data(as_text=True)

    for part in ("林 三郎", "電話が同じ：林 キヨ", office["venue"], "11月25日(水)", "12月9日(水)"):
        assert part in page
    assert page.count("来たら印をつけます") == 5
    for part in ("0191-21-0001", office["address"], "病院の予約", "足が悪い"):
        assert part not in page


def test_page_of_the_class_leads_to_its_list_and_the_list_back(client, office):
    lesson = f"/office/lessons/{office['lesson']}"

    assert f"/office/papers/participants?lesson={office['lesson']}" in client.get(lesson).text
    assert lesson in shown(client, office["lesson"]).text


def test_visit_has_no_list_and_another_city_sees_none(app, client, office):
    assert shown(client, office["visit"]).status_code == 404
    assert shown(client, "").status_code == 404
    with app.app_context():
        stranger = app.test_client()
        enter.as_staff(stranger, Role.COORDINATOR, make.municipality())
    assert shown(stranger, office["lesson"]).status_code == 404


def test_lists_of_two_classes_on_one_day_are_two_files(app, client, office):
    with app.app_context():
        hall = Hall()
        other = [hall.a_class(), hall.a_class()]
        enter.as_staff(client, Role.COORDINATOR, hall.city)
        codes = [one.code for one in other]

    jobs = {client.post("/office/papers/participants", data={"lesson": code}).location for code in codes}

    assert len(jobs) == 2


@pdf.needed
def test_file_is_made_as_a_job(app, client, office):
    code = client.post("/office/papers/participants", data={"lesson": office["lesson"]}).location[-8:]
    with app.app_context():
        assert working.do(code)

    answer = client.get(f"/office/papers/files/{code}.pdf")
    assert answer.get_data().startswith(b"%PDF-")
    answer.close()
