"""The schema of the models is the schema of the migrations."""

from pathlib import Path

from flask_migrate import check
from sqlalchemy import inspect

from tutor.database import Model, db

VERSIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
HEAD = "0029"


def test_models_need_no_further_migration(database, recwarn):
    check()


def test_head_is_pinned_so_that_two_branches_conflict_in_git():
    assert max(path.name[:4] for path in VERSIONS.glob("[0-9]*.py")) == HEAD


def test_every_table_of_the_models_is_made(database):
    made = set(inspect(db.engine).get_table_names())

    assert set(Model.metadata.tables) <= made
