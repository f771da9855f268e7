"""What was read before tutors could read stays as it was, and a reading has one reader."""

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.exc import IntegrityError

from config import Settings
from tests.conftest import database_url
from tutor.app import create_app
from tutor.cli.migrating import _flask_migrate
from tutor.database import begin_reading, db

NOW = "2026-11-22 01:00:00+00:00"
ROWS = {
    "municipality": "(id, created_at, code5, name, reading, telephone, hours) "
    f"VALUES (1, '{NOW}', '00001', '市', 'し', '+81191218633', '')",
    "curriculum": f"(id, created_at, key, title) VALUES (1, '{NOW}', 'small', '小さな教材')",
    "curriculum_version": "(id, curriculum_id, number, hash, published_at, content, origin, history) "
    f"VALUES (1, 1, 1, 'x', '{NOW}', '', 'folder', '')",
    "unit": "(id, version_id, key, stage, n, title) VALUES (1, 1, 'touch', 0, 1, '題')",
    "share": "(id, code, curriculum_key, unit_key, municipality_id, made_at) "
    f"VALUES (1, 'ABCDEF', 'small', 'touch', 1, '{NOW}')",
    "study": "(id, code, unit_id, share_id, reader_hash, round, page, began_at, seen_at) "
    f"VALUES (1, 'ABCDEFGH', 1, 1, 'y', 2, 3, '{NOW}', '{NOW}')",
    "study_answer": '(id, form_key, study_id, round, kind, question, choice, "right", at) '
    f"VALUES (1, 'z', 1, 2, 'question', 0, 1, true, '{NOW}')",
}


@pytest.fixture
def old(tmp_path) -> Flask:
    """A database as it was before 0029, in which somebody has read a shared unit."""
    settings = Settings(
        secret_key="only for tests", database_url=database_url(tmp_path, "old"), instance=tmp_path
    )
    app = create_app(settings)
    with app.app_context():
        _flask_migrate(app)
        upgrade(revision="0028")
        with db.engine.begin() as connection:
            for table, values in ROWS.items():
                connection.execute(sa.text(f"INSERT INTO {table} {values}"))
        upgrade()
        begin_reading(False)
        yield app
        db.session.remove()
        db.engine.dispose()


def test_what_was_there_is_there(old):
    kept = db.session.execute(sa.text("SELECT share_id, round, page, reader_hash, tutor_id FROM study")).all()
    answers = db.session.execute(sa.text("SELECT study_id, round FROM study_answer")).all()

    assert (kept, answers) == ([(1, 2, 3, "y", None)], [(1, 2)])
    assert db.session.scalar(sa.text("SELECT audience FROM curriculum")) == "learners"


@pytest.mark.parametrize("reader", ["share_id = NULL", "tutor_id = 1"])
def test_a_reading_has_exactly_one_reader(old, reader):
    with pytest.raises(IntegrityError, match="reader"):
        db.session.execute(sa.text(f"UPDATE study SET {reader}"))
