"""Since when the first page tells what happened: NOW is a Sunday at ten, the 22nd."""

from datetime import date, datetime, time, timedelta

import pytest

from tests import make
from tutor.actor import Role
from tutor.changes.actions import record
from tutor.local_time import at
from tutor.office.models import ClosingDay
from tutor.web.coordinator.looking_back import Since, asked, moment

MONDAY, FRIDAY, THURSDAY = date(2026, 11, 16), date(2026, 11, 13), date(2026, 11, 12)
MORNING = at(MONDAY, time(8, 50))


class Desk:
    def __init__(self) -> None:
        self.city = make.municipality()
        self.by = make.actor(Role.COORDINATOR, place=self.city, who=make.person())

    def did_something(self, day: date, hour: int, by=None) -> None:
        record("took_a_call", self.city, by=by or self.by, now=at(day, time(hour)))

    def since(self, chosen=Since.WORK, now=MORNING) -> datetime:
        return moment(chosen, by=self.by, now=now)


@pytest.fixture
def desk(database):
    return Desk()


def test_on_monday_it_is_the_end_of_friday(desk):
    assert desk.since() == at(FRIDAY, time(17))


def test_who_left_at_four_begins_at_four(desk):
    desk.did_something(FRIDAY, 16)

    assert desk.since() == at(FRIDAY, time(16))


def test_who_was_away_on_friday_begins_where_thursday_ended(desk):
    desk.did_something(THURSDAY, 15)

    assert desk.since() == at(THURSDAY, time(15))


def test_overtime_a_saturday_and_this_morning_hide_nothing(desk):
    desk.did_something(FRIDAY, 19)
    desk.did_something(FRIDAY + timedelta(days=1), 11)
    desk.did_something(MONDAY, 8)

    assert desk.since() == at(FRIDAY, time(17))


def test_what_colleagues_did_says_nothing_about_her(desk):
    desk.did_something(THURSDAY, 15, by=make.actor(Role.COORDINATOR, who=make.person()))

    assert desk.since() == at(FRIDAY, time(17))


def test_who_was_away_for_months_is_not_told_of_months(desk):
    desk.did_something(MONDAY - timedelta(days=60), 15)

    assert desk.since() == at(FRIDAY, time(17))


def test_closed_day_of_one_of_her_cities_is_no_working_day(desk):
    make.add(ClosingDay(municipality_id=desk.city.id, day=FRIDAY, name="市の防災訓練"))
    make.add(ClosingDay(municipality_id=make.municipality().id, day=THURSDAY, name="お祭り"))

    assert desk.since() == at(THURSDAY, time(17))


def test_yesterday_and_a_week_begin_at_midnight(desk):
    assert desk.since(Since.YESTERDAY) == at(MONDAY - timedelta(days=1), time(0))
    assert desk.since(Since.WEEK) == at(MONDAY - timedelta(days=7), time(0))


@pytest.mark.parametrize(("typed", "read"), [("week", Since.WEEK), ("", Since.WORK), ("ever", Since.WORK)])
def test_what_the_address_asks(typed, read):
    assert asked({"since": typed}) is read
