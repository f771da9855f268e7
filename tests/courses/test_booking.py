"""A course is booked: all its dates or none, and what is in the way is named."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.courses.hall import HOUR, START, WEEK, Hall
from tutor.actor import Role
from tutor.courses import actions
from tutor.courses.queries import of_the_course, to_come
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons.actions import cancel, move, reinstate
from tutor.lessons.models import Lesson
from tutor.messaging.models import Message
from tutor.messaging.wording import load_wordings
from tutor.office.models import ClosingDay


@pytest.fixture
def hall(database):
    load_wordings(make.NOW)
    return Hall()


def book(hall, *bookings):
    return actions.book_course(bookings, by=hall.by, now=make.NOW)


def refused(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return str(refusal.value)


def test_three_dates_are_three_classes_without_anybody_and_nobody_is_told(hall):
    made = book(hall, *(hall.booking(START + n * 2 * WEEK) for n in range(3)))

    assert [(one.seats, one.lacking, len(one.attendances)) for one in made] == [(10, 3, 0)] * 3
    assert [one.id for one in of_the_course(made[0], now=make.NOW)] == [one.id for one in made[1:]]
    assert db.session.query(Message).count() == 0


def test_closed_day_and_taken_hall_are_both_named_and_nothing_is_booked(hall):
    make.add(ClosingDay(day=date(2026, 12, 2), municipality_id=hall.city.id, name="会館の点検"))
    hall.a_class(title="年賀状の教室")

    said = refused(lambda: book(hall, hall.booking(START + HOUR / 2), hall.booking(START + WEEK)))

    assert "11月25日(水) 10:00から「年賀状の教室」" in said
    assert "12月2日(水)は休業日です" in said
    assert db.session.query(Lesson).count() == 1


def test_date_after_the_programme_is_named(hall):
    hall.programme.ends_on = date(2026, 11, 30)

    assert "12月2日(水)は、事業の期間の外" in refused(lambda: book(hall, hall.booking(START + WEEK)))


@pytest.mark.parametrize("after", [HOUR, -HOUR])
def test_next_class_may_begin_when_the_other_has_ended(hall, after):
    hall.a_class()

    assert book(hall, hall.booking(START + after))


def test_called_off_class_frees_its_hall_and_comes_back_only_while_it_is_free(hall):
    off = hall.a_class()
    cancel(off, reason="雪", by=hall.by, now=make.NOW)
    other = book(hall, hall.booking())[0]

    assert hall.venue.name in refused(lambda: reinstate(off, by=hall.by, now=make.NOW))

    move(other, starts_at=START + 2 * HOUR, ends_at=START + 3 * HOUR, by=hall.by, now=make.NOW)
    reinstate(off, by=hall.by, now=make.NOW)
    assert off.live


def test_class_is_not_moved_onto_another_one(hall):
    first, _ = hall.a_class(), hall.a_class(starts_at=START + WEEK, title="二回目")

    said = refused(
        lambda: move(first, starts_at=START + WEEK, ends_at=START + WEEK + HOUR, by=hall.by, now=make.NOW)
    )

    assert "二回目" in said


def test_more_seats_than_the_hall_has_are_refused(hall):
    assert "1から20まで" in refused(lambda: book(hall, hall.booking(seats=21)))


def test_only_classes_of_the_own_cities_that_are_not_over_are_to_come(hall):
    mine, other = hall.a_class(), Hall().a_class()
    hall.a_class(starts_at=make.NOW - timedelta(days=1))
    make.lesson((), (make.learner(hall.city),), programme=hall.programme)

    assert [one.id for one in to_come(actor=hall.by, now=make.NOW)] == [mine.id]
    assert other.id in {one.id for one in to_come(actor=make.actor(Role.COORDINATOR), now=make.NOW)}
