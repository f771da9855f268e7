"""Runs the migrations in the application's own database."""

import importlib
import pkgutil

import sqlalchemy as sa
from alembic import context
from flask import current_app

import tutor
from tutor.database import Model, begin_reading, prepare

for found in pkgutil.iter_modules(tutor.__path__):
    if found.ispkg and importlib.util.find_spec(f"tutor.{found.name}.models"):
        importlib.import_module(f"tutor.{found.name}.models")


def render_item(kind, thing, _autogen):
    """Migrations name SQLAlchemy's own types: they must run when our class has moved."""
    if kind == "type" and type(thing).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def run():
    begin_reading(False)
    # An engine of its own: a connection whose foreign keys were off must not go back to the pool.
    engine = sa.create_engine(current_app.extensions["migrate"].db.engine.url, poolclass=sa.pool.NullPool)
    prepare(engine)
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Emptying a table that is being rebuilt must not cascade; inside a transaction the
            # pragma has no effect, so it goes straight to the driver.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=Model.metadata,
            compare_type=True,
            render_item=render_item,
        )
        with connection.begin(), context.begin_transaction():
            context.run_migrations()
            if sqlite:
                check_foreign_keys(connection)


def check_foreign_keys(connection):
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"The migration left rows that point at nothing: {orphans[:5]}")


run()
