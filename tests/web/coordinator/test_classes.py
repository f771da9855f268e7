"""Classes made in a row; who sits there, signed up by staff."""

from datetime import timedelta

import pytest

from tests import make
from tests.courses.hall import START, WEEK, Hall
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.lessons.models import Lesson
from tutor.messaging.wording import load_wordings


@pytest.fixture
def office(app, client):
    """A coordinator, a hall with 20 seats, a class of two seats on Wednesday; by name."""
    with app.app_context():
        load_wordings(make.NOW)
        hall = Hall()
        tutors = [make.tutor() for _ in range(2)]
        found = {
            "programme": hall.programme.code,
            "venue": hall.venue.code,
            "lesson": hall.a_class().code,
            "later": hall.a_class(starts_at=START + WEEK).code,
            "tutor": [one.person.code for one in tutors],
            "learner": [hall.learner(phone=f"090-1234-000{n}").person.code for n in range(3)],
        }
        make.lesson((tutors[0],), (hall.learner(),), programme=hall.programme, starts_at=START + WEEK / 7)
        enter.as_staff(client, Role.COORDINATOR, hall.city)
        return found


def class_form(office, **changed):
    form = {name: office[name] for name in ("programme", "venue")} | {"day_1": "2026-12-03", "time": "10:00"}
    return form | {"minutes": "90", "title": "写真の教室", "form_key": "k1"} | changed


def classes(app) -> list[Lesson]:
    with app.app_context():
        found = db.session.query(Lesson).filter_by(title="写真の教室").order_by(Lesson.starts_at)
        return [one for one in found if one.assigned is not None]


def press(client, office, verb, lesson="", **fields):
    at = f"/office/lessons/{lesson or office['lesson']}/{verb}"
    return client.post(at, data=fields, follow_redirects=True).get_data(as_text=True)


def test_list_shows_hall_seats_and_who_is_lacking(client, office):
    page = client.get("/office/classes").get_data(as_text=True)

    assert office["lesson"] in page
    assert "0／2" in page
    assert "あと2席" in page
    assert "あと1人" in page


def test_empty_list_says_what_to_do(app, client):
    with app.app_context():
        enter.as_staff(client, Role.COORDINATOR, make.municipality())

    assert "先に「教室を作る」を押して" in client.get("/office/classes").get_data(as_text=True)


def test_three_dates_become_three_classes_with_tutors_by_the_seats(app, client, office):
    form = class_form(office, day_2="2026-12-10", day_3="2026-12-17", seats="10")

    for _ in range(2):
        answer = client.post("/office/classes/new", data=form)

    assert answer.status_code == 303
    made = classes(app)
    assert [(one.seats, one.lacking) for one in made] == [(10, 3)] * 3
    assert made[0].ends_at - made[0].starts_at == timedelta(minutes=90)
    assert answer.location.endswith(made[0].code)


def test_seats_left_open_are_all_of_the_hall(app, client, office):
    client.post("/office/classes/new", data=class_form(office, wanted="2", tutor=office["tutor"][:1]))

    assert [(one.seats, one.lacking) for one in classes(app)] == [(20, 1)]


def test_taken_hall_is_said_and_nothing_is_booked(app, client, office):
    answer = client.post("/office/classes/new", data=class_form(office, day_1="2026-11-25"))

    assert answer.status_code == 422
    assert "11月25日(水) 10:00から「はじめての教室」" in answer.text
    assert 'value="2026-11-25"' in answer.text
    assert classes(app) == []


def test_date_gone_by_is_named_and_nothing_is_booked(app, client, office):
    answer = client.post("/office/classes/new", data=class_form(office, day_2="2026-11-20"))

    assert answer.status_code == 422
    assert "11月20日(金) 10:00は、もう過ぎています。" in answer.text
    assert classes(app) == []


def test_same_date_typed_twice_is_one_class(app, client, office):
    client.post("/office/classes/new", data=class_form(office, day_2="2026-12-03"))

    assert len(classes(app)) == 1


def test_taken_tutor_is_named_and_nothing_is_booked(app, client, office):
    """The class before ends at eleven, the tutor's visit too."""
    form = class_form(office, day_1="2026-11-26", time="10:00", tutor=office["tutor"][:1])

    answer = client.post("/office/classes/new", data=form)

    assert answer.status_code == 422
    assert "別のレッスンがあります" in answer.text
    assert classes(app) == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"venue": ""}, "会場をえらんで"),
        ({"programme": "x"}, "どの事業"),
        ({"minutes": "999"}, "長さ"),
        ({"time": "now"}, "10:30"),
        ({"day_1": ""}, "カレンダー"),
        ({"day_2": "あす"}, "カレンダー"),
        ({"tutor": ["NOTTHERE"]}, "えらび直して"),
        ({"seats": "21"}, "席の数は、1から20まで"),
        ({"seats": "十"}, "席の数は、1から20まで"),
        ({"wanted": "0"}, "学生講師の人数は、1から10まで"),
        ({"title": "長" * 81}, "80文字"),
    ],
)
def test_something_missing_keeps_what_was_typed(app, client, office, changed, says):
    answer = client.post("/office/classes/new", data=class_form(office, **changed))

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert 'value="2026-12-03"' in answer.get_data(as_text=True) or "day_1" in changed
    assert classes(app) == []


def test_somebody_is_found_by_number_and_given_a_seat_on_both_dates(client, office):
    page = press(client, office, "find", text="0001")
    assert office["learner"][1] in page
    assert office["later"] in page

    page = press(client, office, "sign-up", person=office["learner"][1], date=office["later"])

    assert "席をとりました" in page
    assert "受講者 1／2席" in page
    assert "1／2" in client.get("/office/classes").get_data(as_text=True)
    assert "受講者 1／2席" in client.get(f"/office/lessons/{office['later']}").get_data(as_text=True)


def test_full_class_answers_with_the_next_one(client, office):
    for one in office["learner"][:2]:
        press(client, office, "sign-up", person=one)

    page = press(client, office, "sign-up", person=office["learner"][2])

    assert "満席です。次に席があるのは、12月2日(水) 10:00" in page


def test_seat_is_given_back(client, office):
    press(client, office, "sign-up", person=office["learner"][0])

    page = press(client, office, "sign-off", person=office["learner"][0])

    assert "席を取り消しました" in page
    assert "受講者 0／2席" in page


def test_newcomer_needs_a_name_and_a_number(app, client, office):
    page = press(client, office, "find", text="おいかわ きよ")
    assert "見つかる受講者はいません" in page
    assert 'value="おいかわ"' in page

    assert "お名前かふりがな" in press(client, office, "newcomer", telephone="090-9999-8888")
    assert "受講者 0／2席" in press(client, office, "newcomer", family="及川", telephone="12")
    page = press(client, office, "newcomer", family="及川", telephone="090-9999-8888")
    assert "受講者 1／2席" in page
    assert "及川" in page


def test_from_the_persons_page_a_class_is_one_press_away(client, office):
    person = office["learner"][0]
    at = f"/office/people/{person}/classes"
    assert at in client.get(f"/office/people/{person}").get_data(as_text=True)
    assert "あと2席" in client.get(at).get_data(as_text=True)

    press(client, office, "sign-up", person=person)

    assert "入っています" in client.get(at).get_data(as_text=True)


def test_list_costs_the_same_for_two_classes_and_for_four(app, client, office, count_queries):
    def look():
        assert client.get("/office/classes").status_code == 200

    two = count_queries(look)
    with app.app_context():
        first = db.session.query(Lesson).filter_by(code=office["lesson"]).one()
        for n in (2, 3):
            learner = make.learner(first.programme.municipality)
            make.lesson(
                (make.tutor(),), (learner,), kind=first.kind, venue=first.venue, seats=5,
                programme=first.programme, starts_at=START + n * WEEK,
            )  # fmt: skip
        db.session.commit()

    # Whoever learns, teaches and is reached comes once for all classes; the first ones were empty.
    assert count_queries(look) <= two + 1
