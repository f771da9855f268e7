"""What is heard later is filled in; a stale page and a plan made before are told apart."""

from dataclasses import replace
from datetime import date

import pytest

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.week import City, wish
from tutor.database import db
from tutor.errors import Refused
from tutor.matching.week_problem import week_problem
from tutor.people.models import PhoneKind
from tutor.places.models import Precision
from tutor.visit_requests.actions import Asked, link_lesson, take, withdraw
from tutor.visit_requests.amending import Told, amend
from tutor.visit_requests.models import Origin, VisitRequest
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay, Missing

TUESDAYS = HalfDay(*AFTERNOON, weekday=1)
TOLD = Told(phone_kind=PhoneKind.ANDROID, goal="地図を見たい", wishes=[TUESDAYS])


@pytest.fixture
def city(database):
    return City()


def only_a_name(city, **changed) -> VisitRequest:
    learner = city.learner()
    learner.person.household = None
    asked = Asked(
        form_key="only-a-name",
        programme=city.programme,
        people=[learner.person],
        phone_kind=PhoneKind.UNKNOWN,
        goal="",
        wishes=[],
        origin=Origin.FAMILY,
        all_told=False,
    )
    return take(replace(asked, **changed), by=city.coordinator, now=NOW)


def test_request_may_be_only_a_name_and_is_left_out_of_the_week(city):
    asked = only_a_name(city)

    assert asked.missing == (Missing.PLACE, Missing.HALF_DAYS, Missing.GOAL)
    assert week_problem(city.row, MONDAY, now=NOW).problem.visits == ()


def test_request_on_the_telephone_must_still_say_all(city):
    with pytest.raises(Refused, match="できるようになりたいこと"):
        only_a_name(city, all_told=True)


def test_two_places_are_still_refused_by_the_database(city):
    with pytest.raises(Exception, match="one_place"):
        city.request(venue=make.venue(city.town), household=make.household(city.town))


def test_filled_in_request_is_planned_and_its_people_live_there(city):
    asked = only_a_name(city)

    amend(
        asked,
        replace(TOLD, town=city.town, address="1-2", way_note="赤い屋根"),
        version=asked.version,
        by=city.coordinator,
        now=NOW,
    )

    assert asked.missing == ()
    assert asked.people[0].person.household is asked.household
    assert (asked.household.address, asked.household.way_note) == ("1-2", "赤い屋根")
    assert [one.id for one in week_problem(city.row, MONDAY, now=NOW).problem.visits] == [asked.code]


def test_town_without_a_number_is_not_a_door_yet(city):
    asked = only_a_name(city)

    amend(asked, replace(TOLD, town=city.town), version=asked.version, by=city.coordinator, now=NOW)

    assert asked.missing == (Missing.ADDRESS,)
    assert week_problem(city.row, MONDAY, now=NOW).problem.visits == ()


def test_same_address_stays_the_same_row(city):
    asked = city.request()
    home = asked.household
    told = replace(TOLD, town=home.town, address=home.address, way_note=home.way_note)

    amend(asked, told, version=asked.version, by=city.coordinator, now=NOW)

    assert asked.household is home


def test_new_way_note_keeps_the_home_and_its_pin(city):
    asked = city.request()
    home = asked.household
    home.precision = Precision.PIN
    told = replace(TOLD, town=home.town, address=home.address, way_note="橋のとなり", postcode="0210041")

    amend(asked, told, version=asked.version, by=city.coordinator, now=NOW)

    assert asked.household is home
    assert (home.precision, home.way_note, home.postcode) == (Precision.PIN, "橋のとなり", "0210041")


def test_venue_takes_the_place_of_the_home(city):
    asked, hall = city.request(), make.venue(city.town)

    amend(asked, replace(TOLD, venue=hall), version=asked.version, by=city.coordinator, now=NOW)

    assert (asked.household, asked.venue) == (None, hall)


def test_version_rises_even_when_only_the_half_days_changed(city):
    asked = city.request()
    home, before = asked.household, asked.version
    told = Told(
        phone_kind=asked.phone_kind,
        goal=asked.goal,
        wishes=[HalfDay(*MORNING, weekday=4)],
        town=home.town,
        address=home.address,
    )

    amend(asked, told, version=before, by=city.coordinator, now=NOW)

    assert asked.version > before
    assert [one.weekday for one in asked.wishes] == [4]


def test_stale_page_changes_nothing(city):
    asked = city.request()

    with pytest.raises(Refused, match="ほかの人がさきに"):
        amend(asked, TOLD, version=asked.version - 1, by=city.coordinator, now=NOW)

    assert asked.goal == "写真を送りたい"


def test_past_date_is_refused_when_new_and_kept_when_it_stood_there(city):
    past = date(2026, 11, 20)
    asked = city.request(wish(past))
    kept = asked.wishes[0].half_day

    amend(asked, replace(TOLD, wishes=[kept]), version=asked.version, by=city.coordinator, now=NOW)
    with pytest.raises(Refused, match="明日から"):
        amend(
            asked,
            replace(TOLD, wishes=[HalfDay(*MORNING, day=past)]),
            version=asked.version,
            by=city.coordinator,
            now=NOW,
        )


def test_withdrawn_request_is_not_amended(city):
    asked = city.request()
    withdraw(asked, by=city.coordinator, now=NOW)
    db.session.flush()

    with pytest.raises(Refused, match="取り下げ"):
        amend(asked, TOLD, version=asked.version, by=city.coordinator, now=NOW)


def test_request_that_became_a_lesson_is_not_amended(city):
    asked = city.request()
    lesson = make.lesson((), (asked.people[0].person.learner,), programme=city.programme)
    link_lesson(asked, lesson, by=city.coordinator, now=NOW)

    with pytest.raises(Refused, match="レッスンになって"):
        amend(asked, TOLD, version=asked.version, by=city.coordinator, now=NOW)
