"""A real browser on a phone-sized screen, against a real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from config import ROOT, Settings
from tests import make
from tests.conftest import empty_tables
from tests.serving import serving
from tests.web.enter import PASSWORD
from tutor import clock
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import begin_reading, db

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Like production: CSRF on, waitress, a file of its own."""
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder / 'served.db'}"
    app = create_app(
        Settings(secret_key="only for tests", database_url=url, instance=folder, curricula=ROOT / "curricula")
    )
    with app.app_context():
        upgrade()
    with serving(app) as app.config["ADDRESS"]:
        yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def same_hour() -> Iterator[None]:
    """Whatever hour the test before it made of the served programme's clock."""
    clock.use(lambda: make.NOW)
    yield
    clock.use_machine()


@pytest.fixture
def page(browser: Browser, served: Flask) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, locale="ja-JP", base_url=served.config["ADDRESS"])
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    with served.app_context():
        begin_reading(False)
        empty_tables()
    # What a browser says of a connection that a test has cut is no fault of the page.
    problems = [said for said in problems if "ERR_INTERNET_DISCONNECTED" not in said]
    assert not problems, problems


def enter(page: Page, number: str) -> None:
    """As staff or a tutor would, with the word that tests give everybody."""
    page.goto("/enter")
    page.fill("[name=number]", number)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/enter"))


def picture(page: Page, folder: Path, name: str) -> None:
    page.screenshot(path=folder / f"{name}.png", full_page=True)
