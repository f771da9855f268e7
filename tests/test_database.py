"""How a transaction begins, on either server."""

from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from tests import make
from tutor.database import ALPHABET, begin_reading, db, new_code, writing
from tutor.office.models import Municipality


def test_foreign_keys_are_enforced(database):
    with pytest.raises(DBAPIError):
        db.session.execute(text("INSERT INTO qualification (tutor_id, tag) VALUES (99, 'line')"))
        db.session.commit()
    db.session.rollback()


def test_reading_transaction_refuses_to_write(database):
    begin_reading(True)

    with pytest.raises(DBAPIError):
        make.municipality()
    db.session.rollback()


def test_reading_transaction_may_leave_something_in_a_writing_one(database):
    begin_reading(True)
    db.session.execute(text("SELECT 1"))
    db.session.rollback()

    with writing():
        make.municipality()
        db.session.commit()

    assert db.session.query(Municipality).count() == 1


def test_moment_without_a_time_zone_is_refused(database):
    with pytest.raises(StatementError, match="without a time zone"):
        make.municipality(created_at=datetime(2026, 11, 22))  # noqa: DTZ001 -- the fault under test


def test_moment_comes_back_aware_and_in_utc(database):
    place = make.municipality()
    db.session.commit()

    assert db.session.get_one(Municipality, place.id, populate_existing=True).created_at == make.NOW


def test_code_has_only_letters_that_sound_different():
    assert set(new_code(200)) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)
