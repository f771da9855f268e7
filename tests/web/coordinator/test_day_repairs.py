"""A tutor is ill and had several lessons: one page, the best chosen already, one press for all of them."""

import re

import pytest

from tests import make
from tests.disruptions.scene import HALF_PAST_SEVEN, booked, due, on, scene
from tests.disruptions.test_exchanges import Town
from tests.matching.week import FIVE, NOON, TUESDAY, wish
from tests.web import enter
from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.disruptions.actions import mend
from tutor.disruptions.proposals import Choice, RepairKind
from tutor.lessons.models import Lesson, LessonState
from tutor.messaging.wording import load_wordings

TODAY = {"first": "2026-11-24", "last": "2026-11-24", "part": "whole"}
THREE, QUARTER_PAST = on(TUESDAY, 15), on(TUESDAY, 15, 15)


@pytest.fixture
def office(app, client):
    return opened(app, client, QUARTER_PAST)


def opened(app, client, second_at):
    """Two lessons of the tutor who has just been taken off them, and one colleague."""
    with app.app_context():
        load_wordings(make.NOW)
        town = scene()
        learner = make.learner(phone="090-1111-3333", household=make.household(town.city.town))
        request = town.city.request(wish(1, NOON, FIVE), wish(3, NOON, FIVE), people=(learner,))
        booked(town.city, town.pair, learner, request, second_at)
        helper = town.colleague()
        enter.as_staff(client, Role.COORDINATOR, town.city.row)
        clock.use(lambda: HALF_PAST_SEVEN)
        who = town.ill.person.code
        codes = {"at": f"/office/tutors/{who}/repairs", "helper": helper.person.code}
        db.session.commit()
    answer = client.post(f"/office/tutors/{who}/absence", data=TODAY)
    assert answer.location == codes["at"]
    return codes


def page(client, office):
    return client.get(office["at"]).get_data(as_text=True)


def form(found, only=""):
    """What a press sends: what is chosen already, or everywhere the first of that kind."""
    shown = re.findall(r'name="lesson" value="([^"]+)"', found)
    radios = re.findall(r'name="(choice-\w+)" value="([^"]*)"( checked)?', found)
    picked = {name: value for name, value, checked in radios if checked}
    if only:
        picked = {name: value for name, value, _ in reversed(radios) if value.startswith(only)}
    return {"lesson": shown} | picked


def lessons(app):
    with app.app_context():
        found = db.session.query(Lesson).order_by(Lesson.starts_at).all()
        return [(one.state, {row.tutor.person.code for row in one.assigned}) for one in found]


def messages(app):
    with app.app_context():
        return len(due())


def test_both_stand_there_with_the_best_chosen(client, office):
    found = page(client, office)

    assert found.count(f'{office["helper"]}" checked') == 2
    assert "まだ決めない" in found
    assert "両方には行けません" not in found


def test_texts_are_seen_first_and_nothing_is_done(app, client, office):
    seen = client.post(office["at"], data=form(page(client, office)))

    assert seen.status_code == 200
    assert "2件のレッスンを、まとめて直します" in seen.get_data(as_text=True)
    assert seen.get_data(as_text=True).count("担当が変わりました") == 2
    assert messages(app) == 0


def test_one_press_mends_both_and_leads_to_the_calls_and_twice_is_once(app, client, office):
    seen = client.post(office["at"], data=form(page(client, office))).get_data(as_text=True)
    hidden = dict(re.findall(r'name="(choice-\w+)" value="([^"]+)"', seen))
    data = {"lesson": re.findall(r'name="lesson" value="([^"]+)"', seen)} | hidden

    answer = client.post(f"{office['at']}/take", data=data)
    told = messages(app)
    client.post(f"{office['at']}/take", data=data)

    assert (answer.status_code, answer.location) == (303, "/office/calls")
    assert all(office["helper"] in teach for _, teach in lessons(app))
    assert messages(app) == told > 0
    assert "みな直っています" in page(client, office)


def test_choosing_again_keeps_what_was_chosen(client, office):
    data = form(page(client, office), only="cancel")

    again = client.post(office["at"], data=data | {"again": "1"}).get_data(as_text=True)

    assert form(again) == data


def test_lesson_left_open_for_now_stays_as_it_is(app, client, office):
    data = form(page(client, office))
    second = sorted(name for name in data if name.startswith("choice"))[0]

    client.post(f"{office['at']}/take", data=data | {second: ""})

    assert sorted(len(teach) for _, teach in lessons(app)) == [1, 2]


def test_all_may_be_cancelled(app, client, office):
    client.post(f"{office['at']}/take", data=form(page(client, office), only="cancel"))

    assert [state for state, _ in lessons(app)] == [LessonState.CANCELLED] * 2


def test_choices_that_exclude_each_other_are_said_and_stay_chosen(app, client):
    office = opened(app, client, THREE)
    found = page(client, office)
    assert "15:00 千葉" in found
    assert "には行けなくなります" in found
    assert found.count(f'{office["helper"]}" checked') == 1
    both = form(found, only="stand_in")

    answer = client.post(office["at"], data=both)

    assert answer.status_code == 409
    again = answer.get_data(as_text=True)
    assert "の両方には行けません" in again
    assert again.count(f'{office["helper"]}" checked') == 2
    assert client.post(f"{office['at']}/take", data=both).status_code == 409
    assert messages(app) == 0


def test_page_from_before_a_colleagues_repair_does_nothing_at_all(app, client, office):
    data = form(page(client, office), only="cancel")
    with app.app_context():
        lesson = db.session.query(Lesson).order_by(Lesson.starts_at).first()
        keep = Choice(RepairKind.STAND_IN, lesson.starts_at, [lesson.staffings[0].tutor])
        mend(lesson, keep, shown=lesson.version, by=make.actor(Role.COORDINATOR), now=HALF_PAST_SEVEN)
        db.session.commit()

    for at in (office["at"], f"{office['at']}/take"):
        answer = client.post(at, data=data)
        assert answer.status_code == 409
        assert "まだ何も変えていません" in answer.get_data(as_text=True)
    assert {state for state, _ in lessons(app)} == {LessonState.PLANNED}


@pytest.mark.parametrize("changed", [{"lesson": []}, {"lesson": ["x-1"]}, {"lesson": ["%00", "-"]}])
def test_nothing_chosen_is_answered_with_a_sentence(client, office, changed):
    answer = client.post(f"{office['at']}/take", data=form(page(client, office)) | changed)

    assert answer.status_code == 409
    assert "一つ以上えらんで" in answer.get_data(as_text=True)


def test_ring_list_of_many_repairs_leads_to_the_page_for_all(client, office):
    assert f'href="{office["at"]}"' in client.get("/office/repairs").get_data(as_text=True)


def test_exchange_that_keeps_the_hour_is_offered_seen_and_taken(app, client):
    with app.app_context():
        town = Town()
        enter.as_staff(client, Role.COORDINATOR, town.scene.city.row)
        at = f"/office/tutors/{town.scene.ill.person.code}/repairs"
        there = {town.woman.person.code, town.scene.pair[1].person.code}
    clock.use(lambda: HALF_PAST_SEVEN)

    offer = client.get(at).get_data(as_text=True).partition('id="exchanged"')[2].partition("</section>")[0]
    seen = client.post(at, data=hidden(offer)).get_data(as_text=True)
    answer = client.post(f"{at}/take", data=hidden(seen))

    assert re.search(r"講師5 花子\d*のかわりに、講師7 花子\d*が行きます", offer)
    assert "同じ時間に" in seen
    assert answer.status_code == 303
    assert there in [teach for _, teach in lessons(app)]


def hidden(page):
    shown = re.findall(r'name="lesson" value="([^"]+)"', page)
    return {"lesson": shown} | dict(re.findall(r'name="(choice-\w+)" value="([^"]+)"', page))
