"""One schema a session, made by the migrations; real commits; rows deleted after each test."""

import gc
import os
import socket
import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from babel.messages import mofile, pofile
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, event, literal_column, select, text, union_all

from config import ROOT, Settings
from tests import make, once
from tests.web.checks import CheckingClient
from tutor import clock
from tutor.access import rules
from tutor.app import QuietFlask, create_app
from tutor.cli.migrating import upgrade
from tutor.database import Model, begin_reading, db

# A run makes and drops a great many small things: looking for circles among them took a tenth of its time.
gc.set_threshold(100_000, 20, 20)
CATALOGUE = ROOT / "tutor/translations/en/LC_MESSAGES/messages.po"
PAGES = ROOT / once.PAGES
BROWSER = ROOT / once.BROWSER
LOCAL = {"127.0.0.1", "::1", "localhost"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What says the same on both runs once: what touches no database, and the pages.

    Their queries and actions run on both; and on both each address is opened, with its own codes and with
    nonsense (tests/architecture/test_other_city.py), and the journeys go through the pages.
    """
    for item in items:
        page = item.path.is_relative_to(PAGES)
        if page or not {"app", "settings"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("one_database")
        elif once.without_database(item.path) and not item.get_closest_marker("one_database"):
            raise pytest.UsageError(f"{item.nodeid} needs a database; tests/once.py says none there does")
        if item.get_closest_marker("browser") and not item.path.is_relative_to(BROWSER):
            raise pytest.UsageError(f"{item.nodeid} needs Chromium; run_all looks for such in {BROWSER}")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no search for garbage need look at it again."""
    gc.freeze()


def database_url(folder: Path, worker: str) -> str:
    """SQLite in a folder of this run, or a database of this worker's own on TEST_POSTGRES."""
    server = os.environ.get("TEST_POSTGRES")
    if not server:
        return f"sqlite:///{folder / 'test.db'}"
    name = f"test_{worker}"
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server}/{name}"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("instance")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    url = database_url(folder, worker)
    return Settings(
        secret_key="only for tests", database_url=url, instance=folder, curricula=ROOT / "curricula"
    )


@pytest.fixture(scope="session")
def english() -> None:
    """`make` compiles the catalogue; a test run by itself must not read an older one."""
    with CATALOGUE.open("rb") as file:
        catalogue = pofile.read_po(file, locale="en")
    made = BytesIO()
    mofile.write_mo(made, catalogue)
    target = CATALOGUE.with_suffix(".mo")
    if not target.exists() or target.read_bytes() != made.getvalue():
        target.write_bytes(made.getvalue())


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """The real cost of a password is a quarter of a second each."""
    rules.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def pages_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """By whichever application needs a page first, for those of all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    shared = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "pages"
    shared.mkdir(exist_ok=True)
    QuietFlask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(shared))}


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, {"TESTING": True, "WTF_CSRF_ENABLED": False})
    app.test_client_class = CheckingClient
    with app.app_context():
        event.listen(db.engine, "connect", forget_to_wait_for_the_disk)
        upgrade()
        watch_for_unsaved(app)
    yield app
    with app.app_context():
        db.engine.dispose()


def forget_to_wait_for_the_disk(connection, _record) -> None:
    """The tables live for one run; the PostgreSQL of the tests does not wait either."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


def watch_for_unsaved(app: Flask) -> None:
    """A view that answers without committing what it flushed would lose it silently."""

    @event.listens_for(db.session, "after_flush")
    def flushed(session, _context):
        session.info["unsaved"] = True

    @event.listens_for(db.session, "after_commit")
    @event.listens_for(db.session, "after_rollback")
    def settled(session):
        session.info.pop("unsaved", None)

    @app.after_request
    def nothing_left(response):
        session = db.session()
        left = session.info.get("unsaved") or session.new or session.dirty or session.deleted
        assert response.status_code >= 400 or not left, "the view left something uncommitted"
        return response


@pytest.fixture
def database(app: Flask) -> Iterator[None]:
    """An application context and empty tables."""
    with app.app_context():
        begin_reading(False)
        yield
        db.session.rollback()
        begin_reading(False)
        empty_tables()
        db.session.remove()


def empty_tables() -> None:
    """DELETE, not TRUNCATE: PostgreSQL makes a new file for each truncated table, 80 ms a test."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    question, deletes = emptying()
    for (number,) in sorted(connection.exec_driver_sql(question)):
        connection.exec_driver_sql(deletes[number])
    db.session.commit()


@cache
def emptying() -> tuple[str, list[str]]:
    """One question for all tables, as most tests fill few; how each is emptied, those that refer first."""
    tables = list(reversed(Model.metadata.sorted_tables))
    which = (select(literal_column(str(n))).where(select(one).exists()) for n, one in enumerate(tables))
    return str(union_all(*which)), [str(one.delete()) for one in tables]


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """No context is pushed while a request runs: each request has its own, as when served."""
    clock.use(lambda: make.NOW)
    yield app.test_client()
    clock.use_machine()
    with app.app_context():
        begin_reading(False)
        empty_tables()


@pytest.fixture
def count_queries(app: Flask) -> Callable[[Callable[[], object]], int]:
    """How many statements a call sends: a list page must not ask once a row."""

    def count(call: Callable[[], object]) -> int:
        said: list[str] = []
        with app.app_context():
            engine = db.engine

        def note(_connection, _cursor, statement, *_rest):
            said.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        call()
        event.remove(engine, "before_cursor_execute", note)
        return len(said)

    return count


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Only this machine may be reached: a test that would ring a provider fails."""
    connect = socket.socket.connect

    def only_local(self, address):
        if self.family != socket.AF_UNIX and address[0] not in LOCAL:
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_local)
        yield
