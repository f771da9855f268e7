"""The database: base class, column kinds, and how a transaction begins on either server."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

# Without I, L, O and U: read over the telephone, nobody mistakes 1 for I or 0 for O.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware moment, kept in UTC. SQLite drops zones, so the zone is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Model(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute


db = SQLAlchemy(metadata=Model.metadata)


def plain(length: int, **options: Any) -> MappedColumn[Any]:
    """A text column that says nothing about a person."""
    return mapped_column(sa.String(length), info={"personal": False}, **options)


def personal(length: int, **options: Any) -> MappedColumn[Any]:
    """A name, number, address or free text about a person: erasure walks these marks."""
    return mapped_column(sa.String(length), info={"personal": True}, **options)


def choice(kind: type[Enum], **options: Any) -> MappedColumn[Any]:
    """An enum kept by value in a plain column: a new member then needs no rebuilt table."""
    column = sa.Enum(kind, native_enum=False, length=32, values_callable=lambda e: [m.value for m in e])
    return mapped_column(column, info={"personal": False}, **options)


def key(**options: Any) -> MappedColumn[Any]:
    return mapped_column(sa.Integer, primary_key=True, **options)


def new_code(length: int = 8) -> str:
    """A name for the outside world: 32 ** 8 is about 10 ** 12."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


_reading: ContextVar[bool] = ContextVar("reading", default=False)


def begin_reading(reading: bool) -> None:
    """What this context's next transactions may do. A GET reads; the database itself refuses its writes."""
    _reading.set(reading)


@contextmanager
def writing() -> Iterator[None]:
    """Leave something behind although the request only reads; the session must be between transactions."""
    token = _reading.set(False)
    try:
        yield
    finally:
        _reading.reset(token)


def prepare(engine: Engine) -> None:
    """Hang our rules on a new engine: once for each application."""
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver must not begin transactions of its own: its late BEGIN lost 8,368 of 12,626 updates.
    connection.isolation_level = None
    # Whoever publishes a full week holds the one write lock for seconds; the others wait their turn.
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=30000", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def write_anew() -> None:
    """Nothing that was deleted stays in SQLite's files. PostgreSQL cleans up by itself.

    Its own `secure_delete` is not enough: copies stay where rows once moved to another page.
    """
    if db.engine.dialect.name != "sqlite":
        return
    connection = db.engine.raw_connection()
    try:
        for step in ("PRAGMA query_only=OFF", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.cursor().execute(step)
    finally:
        connection.close()


def _on_begin(connection: Connection) -> None:
    reading = _reading.get()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
    elif reading:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
