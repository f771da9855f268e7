"""A tutor is ill at half past seven: said in one form, mended in two presses a lesson."""

import re

import pytest

from tests import make
from tests.disruptions.scene import HALF_PAST_SEVEN, due, scene
from tests.disruptions.test_exchanges import Town
from tests.web import enter
from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.lessons.models import Lesson
from tutor.messaging.wording import load_wordings

TODAY = {"first": "2026-11-24", "last": "2026-11-24", "part": "whole"}


@pytest.fixture
def office(app, client):
    with app.app_context():
        load_wordings(make.NOW)
        town = scene()
        helper = town.colleague()
        enter.as_staff(client, Role.COORDINATOR, town.city.row)
        clock.use(lambda: HALF_PAST_SEVEN)
        return {
            "ill": f"/office/tutors/{town.ill.person.code}/absence",
            "lesson": f"/office/lessons/{town.lesson.code}",
            "helper": helper.person.code,
        }


def page(client, at):
    answer = client.get(at)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def choice(client, kind):
    """The first repair of that kind as the page offers it."""
    found = page(client, "/office/repairs")
    value = re.search(rf'name="choice" value="({kind} [^"]+)"', found)
    version = re.search(r'name="version" value="(\d+)"', found)
    return {"choice": value[1], "version": version[1]}


def teach(app):
    with app.app_context():
        return {row.tutor.person.code for row in db.session.query(Lesson).one().assigned}


def messages(app):
    with app.app_context():
        return len(due())


def test_today_leads_to_who_cannot_come(client, office):
    assert f'href="{office["ill"]}"' in page(client, "/office/")
    assert 'value="2026-11-24"' in page(client, office["ill"])


def test_ill_tutor_is_said_once_and_three_repairs_stand_there(client, office):
    answer = client.post(office["ill"], data=TODAY)

    assert (answer.status_code, answer.location) == (303, "/office/repairs")
    found = page(client, "/office/repairs")
    for words in (
        "かわりの人が行く",
        "日時を動かす",
        "取りやめて、先頭で待つ",
        "講師5",
        "移動の長さは変わりません",
    ):
        assert words in found
    assert "直し方を見る" in page(client, "/office/")


def test_who_cannot_come_is_not_offered_as_tutor_of_that_lesson(client, office):
    client.post(office["ill"], data=TODAY)

    found = page(client, office["lesson"])

    assert f'value="{office["helper"]}"' in found
    assert f'value="{office["ill"].split("/")[-2]}"' not in found


def test_texts_are_seen_before_anything_is_done(app, client, office):
    client.post(office["ill"], data=TODAY)
    chosen = choice(client, "stand_in")

    seen = client.post(f"{office['lesson']}/repairs", data=chosen)

    assert seen.status_code == 200
    assert "担当が変わりました" in seen.get_data(as_text=True)
    assert office["helper"] not in teach(app)
    assert messages(app) == 0


@pytest.mark.parametrize("kind", ["stand_in", "move", "cancel"])
def test_one_press_takes_it_and_a_second_changes_nothing(app, client, office, kind):
    client.post(office["ill"], data=TODAY)
    chosen = choice(client, kind)

    assert client.post(f"{office['lesson']}/repairs/take", data=chosen).status_code == 303
    told = messages(app)
    assert client.post(f"{office['lesson']}/repairs/take", data=chosen).status_code == 303

    assert told >= 2
    assert messages(app) == told


def test_page_from_before_a_colleagues_repair_is_stale(app, client, office):
    client.post(office["ill"], data=TODAY)
    mine, theirs = choice(client, "cancel"), choice(client, "stand_in")
    client.post(f"{office['lesson']}/repairs/take", data=theirs)

    for at in ("repairs", "repairs/take"):
        answer = client.post(f"{office['lesson']}/{at}", data=mine)
        assert answer.status_code == 409
        assert "まだ何も変えていません" in answer.get_data(as_text=True)
    assert office["helper"] in teach(app)


@pytest.mark.parametrize(
    "typed", ["", "stand_in", "stand_in 20261124T0500 NOBODY", "fly 20261124T0500", "move x y"]
)
def test_choice_that_cannot_be_read_is_answered_with_a_sentence(client, office, typed):
    client.post(office["ill"], data=TODAY)

    answer = client.post(f"{office['lesson']}/repairs/take", data={"choice": typed, "version": "1"})

    assert answer.status_code in {404, 409}


def test_absence_is_taken_back(app, client, office):
    client.post(office["ill"], data=TODAY)
    assert "やはり来られる" in page(client, office["ill"])

    client.post(f"{office['ill']}/undo", data=TODAY)

    assert len(teach(app)) == 2
    assert "これからのお休みは、ありません" in page(client, office["ill"])


@pytest.mark.parametrize(
    ("changed", "status", "says"),
    [
        ({"first": "x"}, 422, "カレンダーから"),
        ({"part": ""}, 422, "午前か"),
        ({"last": "2026-11-23"}, 409, "いつまで"),
    ],
)
def test_absence_that_cannot_be_read_is_asked_again(client, office, changed, status, says):
    answer = client.post(office["ill"], data=TODAY | changed)

    assert answer.status_code == status
    assert says in answer.get_data(as_text=True)


def test_day_without_lessons_is_just_kept(client, office):
    answer = client.post(office["ill"], data=TODAY | {"first": "2026-12-24", "last": "2026-12-24"})

    assert answer.location == office["ill"]
    assert "12月24日" in page(client, office["ill"])


def test_nothing_lacking_says_what_the_page_is_for(client, office):
    assert "みなそろっています" in page(client, "/office/repairs")


def test_lesson_without_a_sound_substitute_leads_to_an_exchange(app, client):
    with app.app_context():
        town = Town()
        enter.as_staff(client, Role.COORDINATOR, town.scene.city.row)
        at = f"/office/tutors/{town.scene.ill.person.code}/repairs"
    clock.use(lambda: HALF_PAST_SEVEN)

    assert f'href="{at}"' in page(client, "/office/repairs")
    assert 'id="exchanged"' in page(client, at)


def test_lesson_with_a_substitute_needs_no_exchange(client, office):
    client.post(office["ill"], data=TODAY)

    assert "入れかえ" not in page(client, "/office/repairs")
