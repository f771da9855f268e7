"""`flask db`: the tables brought up to date by the migrations.

Alembic is a tenth of each start, and few processes migrate: it is loaded when one does.
"""

from typing import Any

import click
from flask import Flask, current_app
from flask.cli import ScriptInfo

from config import ROOT
from tutor.database import db


class Migrations(click.Command):
    """Stands for Flask-Migrate's own command until somebody calls it."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        assert parent is not None, "it is called below `flask`"
        _flask_migrate(parent.ensure_object(ScriptInfo).load_app())
        from flask_migrate.cli import db as theirs  # noqa: PLC0415 -- as said above

        context: click.Context = theirs.make_context(info_name, args, parent, **extra)
        return context


command = Migrations("db", help="Bring the tables up to date, or go back.")


def upgrade() -> None:
    """The tables of the current application, as this version of the programme needs them."""
    _flask_migrate(current_app._get_current_object()).upgrade()  # type: ignore[attr-defined]


def _flask_migrate(app: Flask) -> Any:
    """It keeps at the application where the migrations lie."""
    import flask_migrate  # noqa: PLC0415 -- as said above

    if "migrate" not in app.extensions:
        flask_migrate.Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=False)
    return flask_migrate
