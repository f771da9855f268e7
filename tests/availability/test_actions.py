"""Timetables and days off, as entered and as read for a week."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from tests import make
from tests.make import MONDAY, NOW
from tutor.actor import Role
from tutor.availability import actions, queries
from tutor.availability.models import DayException, DayKind, Term, WeeklyHours
from tutor.availability.rules import Change, Hours
from tutor.changes.models import Change as Changed
from tutor.database import db
from tutor.errors import Refused

TUESDAY = MONDAY + timedelta(days=1)
NINE, TWELVE = time(9), time(12)
BY = {"by": make.actor(Role.TUTOR), "now": NOW}


def term(starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 28)) -> Term:
    return make.add(Term(name="後期", starts_on=starts_on, ends_on=ends_on))


def number_of(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_new_timetable_replaces_the_old_one_of_that_term(database):
    tutor, now, before = make.tutor(), term(), term(date(2026, 4, 1), date(2026, 9, 30))
    for one in (before, now):
        actions.set_weekly_hours(tutor, term=one, hours=[(0, NINE, TWELVE)], **BY)
    actions.set_weekly_hours(tutor, term=now, hours=[(1, NINE, TWELVE)], **BY)

    assert queries.weekly_hours([tutor.person_id], monday=MONDAY) == {
        tutor.person_id: [Hours(1, NINE, TWELVE, now.starts_on, now.ends_on)]
    }
    assert number_of(WeeklyHours) == 2


def test_timetable_of_one_tutor_leaves_another_alone(database):
    first, second, now = make.tutor(), make.tutor(), term()
    for tutor in (first, second):
        actions.set_weekly_hours(tutor, term=now, hours=[(0, NINE, TWELVE)], **BY)
    actions.set_weekly_hours(first, term=now, hours=[], **BY)

    assert set(queries.weekly_hours([first.person_id, second.person_id], monday=MONDAY)) == {second.person_id}


def test_same_hours_typed_twice_are_kept_once(database):
    actions.set_weekly_hours(make.tutor(), term=term(), hours=[(0, NINE, TWELVE)] * 2, **BY)

    assert number_of(WeeklyHours) == 1


@pytest.mark.parametrize("slot", [(7, NINE, TWELVE), (0, TWELVE, NINE), (0, NINE, NINE)])
def test_hours_that_make_no_sense_are_refused_and_change_nothing(database, slot):
    tutor, now = make.tutor(), term()
    actions.set_weekly_hours(tutor, term=now, hours=[(0, NINE, TWELVE)], **BY)

    with pytest.raises(Refused):
        actions.set_weekly_hours(tutor, term=now, hours=[(1, NINE, TWELVE), slot], **BY)

    assert queries.weekly_hours([tutor.person_id], monday=MONDAY)[tutor.person_id][0].weekday == 0


def test_term_that_ended_before_the_week_is_not_read(database):
    tutor = make.tutor()
    over = term(date(2026, 4, 1), MONDAY - timedelta(days=1))
    actions.set_weekly_hours(tutor, term=over, hours=[(0, NINE, TWELVE)], **BY)

    assert queries.weekly_hours([tutor.person_id], monday=MONDAY) == {}


def test_day_off_entered_twice_is_one(database):
    tutor = make.tutor()

    first = actions.add_exception(tutor, day=TUESDAY, kind=DayKind.OFF, **BY)
    second = actions.add_exception(tutor, day=TUESDAY, kind=DayKind.OFF, **BY)
    hours = actions.add_exception(tutor, day=TUESDAY, kind=DayKind.OFF, begins=NINE, ends=TWELVE, **BY)

    assert first is second is not hours
    assert number_of(DayException) == number_of(Changed) == 2


def test_changes_of_a_week_are_read_by_tutor(database):
    tutor, other = make.tutor(), make.tutor()
    actions.add_exception(tutor, day=TUESDAY, kind=DayKind.OFF, **BY)
    actions.add_exception(other, day=TUESDAY, kind=DayKind.EXTRA, begins=NINE, ends=TWELVE, **BY)
    actions.add_exception(tutor, day=TUESDAY + timedelta(days=7), kind=DayKind.OFF, **BY)

    assert queries.changes([tutor.person_id, other.person_id], monday=MONDAY) == {
        tutor.person_id: [Change(TUESDAY, True)],
        other.person_id: [Change(TUESDAY, False, NINE, TWELVE)],
    }


@pytest.mark.parametrize(
    ("kind", "begins", "ends"),
    [(DayKind.OFF, NINE, None), (DayKind.OFF, TWELVE, NINE), (DayKind.EXTRA, None, None)],
)
def test_change_without_sense_is_refused(database, kind, begins, ends):
    with pytest.raises(Refused):
        actions.add_exception(make.tutor(), day=TUESDAY, kind=kind, begins=begins, ends=ends, **BY)

    assert number_of(DayException) == 0


def test_day_off_taken_back_is_as_every_week(database):
    tutor = make.tutor()
    off = actions.add_exception(tutor, day=TUESDAY, kind=DayKind.OFF, **BY)

    actions.remove_exception(off, **BY)

    assert queries.changes([tutor.person_id], monday=MONDAY) == {}


def test_term_of_a_day(database):
    now = term()

    assert queries.term_on(MONDAY) is now
    assert queries.term_on(date(2027, 3, 1)) is None
