"""What staff change of a city's plan, and what holds without any change."""

from datetime import time

import pytest
from sqlalchemy import select

from tests import make
from tutor.changes.models import Change
from tutor.database import db
from tutor.office.models import ClosingDay, Municipality
from tutor.reminders import plans
from tutor.reminders.models import ReminderRule
from tutor.reminders.rules import SHIPPED, Plan

pytestmark = pytest.mark.usefixtures("database")
THREE, ONE, EVENING, *_ = SHIPPED
BY = make.actor()


def change(city: Municipality, *wanted) -> int:
    return plans.change(wanted, city, by=BY, now=make.NOW)


def test_without_a_row_the_shipped_plan_holds() -> None:
    city = make.municipality()
    assert plans.all_of(city.id) == list(SHIPPED)
    assert plans.plans(make.NOW).of(city.id) == Plan()


def test_a_change_is_of_one_city_alone_and_is_written_down() -> None:
    here, there = make.municipality(), make.municipality()
    assert change(here, THREE.changed(days=5, wall=time(11, 30), active=True)) == 1
    assert (plans.plans(make.NOW).of(here.id).reminders[0].days, plans.all_of(there.id)) == (5, list(SHIPPED))
    noted = db.session.scalars(select(Change)).one()
    assert (noted.verb, noted.subject_kind, noted.municipality_id) == (
        "change_reminder",
        "reminder_rule",
        here.id,
    )


def test_what_stays_the_same_is_no_row_and_twice_is_one() -> None:
    city = make.municipality()
    assert change(city, *SHIPPED) == 0
    off = EVENING.changed(days=1, wall=time(18), active=False)
    assert [change(city, off), change(city, off), change(city, EVENING)] == [1, 0, 1]
    assert len(db.session.scalars(select(ReminderRule)).all()) == 1
    assert plans.plans(make.NOW).of(city.id) == Plan()


def test_closing_days_of_the_city_and_those_of_all() -> None:
    here, there = make.municipality(), make.municipality()
    for city, day in ((here.id, make.MONDAY), (None, make.MONDAY.replace(day=25))):
        make.add(ClosingDay(municipality_id=city, day=day, name="休み"))
    found = plans.plans(make.NOW)
    assert found.of(here.id).closed == {make.MONDAY, make.MONDAY.replace(day=25)}
    assert found.of(there.id).closed == {make.MONDAY.replace(day=25)}


def test_the_farthest_of_all_cities_is_looked_at() -> None:
    change(make.municipality(), THREE.changed(days=14, wall=time(10), active=True))
    assert plans.plans(make.NOW).ahead.days == 15
