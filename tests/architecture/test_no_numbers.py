"""No telephone number stands in any log, address or traceback: those are kept longer, and read by more."""

import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from config import FAKE_ACCOUNT, FAKE_SENDER, FAKE_TOKEN
from tests import make
from tests.fake_twilio.conftest import gateway
from tests.messaging.telling import tell
from tests.serving import serving
from tests.web.checks import faults, numbers
from tutor import clock
from tutor.cli.working import quiet_logs
from tutor.database import db
from tutor.fake_twilio.lies import Lie
from tutor.fake_twilio.network import Network
from tutor.fake_twilio.serving import fake_app
from tutor.web.guards import open_to_all
from tutor.worker.running import Worker


def failing() -> None:
    raise ValueError("090-1234-5678")


@pytest.fixture
def heard(caplog) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that a worker would write down, and no more."""
    before = {name: logging.getLogger(name).level for name in ("twilio", "urllib3", "apscheduler")}
    quiet_logs()
    caplog.set_level(logging.DEBUG)
    yield caplog
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize(
    "said", ["090-1234-5678", "0191-21-8633", "09012345678", "+819012345678", "?To=%2B819012345678"]
)
def test_a_number_is_known_however_it_is_written(said: str) -> None:
    assert numbers(f"x {said}, y")


@pytest.mark.parametrize("said", ["2026-11-25", "SM0190123456789abcdef", "0123456789012345", "10:00-11:00"])
def test_what_is_no_number_is_none(said: str) -> None:
    assert not numbers(said)


@pytest.mark.parametrize("link", ["/office/people?q=090-1234-5678", "/x/%2B819012345678", "tel:09012345678"])
def test_a_page_whose_address_carries_one_is_refused_in_every_test(link: str) -> None:
    """The client that all tests of pages use."""
    page = f'<a href="{link}">x</a><form method="get" action="{link}"></form>'
    assert len(faults(page)) == (0 if link.startswith("tel:") else 2)


def broken(app: Flask, what: Exception | None) -> None:
    @open_to_all("a test breaks it")
    def view():
        if what:
            raise what
        db.session.execute(text("INSERT INTO nothing VALUES (:number)"), {"number": "09012345678"})

    app.view_functions["start.front"], usual = view, app.view_functions["start.front"]
    testing, app.testing = app.testing, False
    try:
        assert FlaskClient(app, app.response_class).get("/").status_code in {400, 500, 503}
    finally:
        app.testing, app.view_functions["start.front"] = testing, usual


@pytest.mark.parametrize("what", [None, ValueError("090-1234-5678")], ids=["the database", "our code"])
def test_no_log_of_a_page_that_breaks_carries_one(app, database, heard, what) -> None:
    broken(app, what)
    assert not numbers(heard.text)
    if what:
        assert "start.front failed: ValueError at " in heard.text


@pytest.mark.usefixtures("database")
def test_no_log_of_the_worker_carries_one(app, heard) -> None:
    """Sent, refused, denied, torn, looked for, shut out and forgotten, by the official client."""
    clock.use(lambda: make.NOW)
    network = Network(FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, step=0.01)
    people = [make.person(one) for one in ("090-1234-5678", "0909-999-0001", "080-1111-2222")]
    lies = iter([Lie.DENIED, Lie.TORN])
    network.lies.about_this = lambda: next(lies, None)
    try:
        with serving(fake_app(network)) as at:
            for token in (FAKE_TOKEN, "wrong"):
                for n, person in enumerate(people):
                    tell(person, about_id=n, occasion=token)
                db.session.commit()
                worker = Worker(app, gateway(at, token=token))
                for work in (worker.send, worker.reclaim, worker.tidy, worker.forget, failing):
                    worker.tick(work)
    finally:
        clock.use_machine()
    assert "failing failed: ValueError at " in heard.text
    assert "the provider refuses all we send" in heard.text
    assert not numbers(heard.text)
