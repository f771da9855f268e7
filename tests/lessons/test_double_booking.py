"""The database itself refuses that somebody is in two places at once."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests import make
from tutor.database import db


def test_tutor_in_two_lessons_at_once_is_refused(database):
    someone = make.tutor()
    make.lesson(tutors=(someone,))
    db.session.commit()

    with pytest.raises(DBAPIError, match="no_overlap"):
        make.lesson(tutors=(someone,), starts_at=make.NOW + timedelta(days=1, minutes=30))
        db.session.commit()
    db.session.rollback()


def test_learner_in_two_lessons_at_once_is_refused(database):
    someone = make.learner()
    make.lesson(learners=(someone,))
    db.session.commit()

    with pytest.raises(DBAPIError, match="no_overlap"):
        make.lesson(learners=(someone,), starts_at=make.NOW + timedelta(days=1, minutes=59))
        db.session.commit()
    db.session.rollback()


def test_one_lesson_right_after_another_is_accepted(database):
    someone = make.tutor()
    make.lesson(tutors=(someone,))
    make.lesson(tutors=(someone,), starts_at=make.NOW + timedelta(days=1, minutes=60))

    db.session.commit()


def test_raw_sql_that_double_books_is_refused(database):
    someone, other = make.tutor(), make.tutor()
    make.lesson(tutors=(someone,))
    second = make.lesson(tutors=(other,))
    db.session.commit()
    move = text("UPDATE staffing SET tutor_id = :to WHERE lesson_id = :lesson")

    with pytest.raises(DBAPIError, match="no_overlap"):
        db.session.execute(move, {"to": someone.person_id, "lesson": second.id})
        db.session.commit()
    db.session.rollback()


def test_moving_a_lesson_by_raw_sql_takes_its_bookings_along(database):
    someone = make.tutor()
    make.lesson(tutors=(someone,))
    later = make.lesson(tutors=(someone,), starts_at=make.NOW + timedelta(days=2))
    db.session.commit()
    move = text("UPDATE lesson SET starts_at = :start, ends_at = :end WHERE id = :id")
    first_start = make.NOW + timedelta(days=1)
    values = {"start": first_start, "end": first_start + timedelta(hours=1), "id": later.id}
    if db.engine.dialect.name == "sqlite":
        values |= {name: values[name].strftime("%Y-%m-%d %H:%M:%S.%f") for name in ("start", "end")}

    with pytest.raises(DBAPIError, match="no_overlap"):
        db.session.execute(move, values)
        db.session.commit()
    db.session.rollback()


def test_cancelled_lesson_frees_its_people(database):
    someone = make.tutor()
    first = make.lesson(tutors=(someone,))
    db.session.commit()
    first.live = False
    db.session.flush()

    make.lesson(tutors=(someone,))

    db.session.commit()
