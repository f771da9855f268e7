"""One town for all tests of the demo, built as a user builds it; each test then has a copy of its own."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask

from config import ROOT, Settings
from tests.serving import free_port
from tests.web.checks import CheckingClient
from tutor import clock
from tutor.app import create_app
from tutor.database import begin_reading, db
from tutor.demo.dates import START

PATIENCE = 180
LINK = re.compile(r'http://127\.0\.0\.1:(\d+)/">電話に出る')
"""To the telephones on which one answers."""


@dataclass
class Start:
    """One `flask demo`, from the command to the first page and from Ctrl-C to the end of all processes."""

    said: str
    page: str
    seconds_to_end: float
    left_running: bool


def start_demo(folder: Path, *, whole_group: bool) -> Start:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "demo", "--port", str(port)],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    page = wait_for(f"http://127.0.0.1:{port}/", process)
    began = time.monotonic()
    if whole_group:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    ports = [port, *map(int, LINK.findall(page))]
    return Start(said, page, time.monotonic() - began, any(map(answers, ports)))


def environment(folder: Path, **values: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TWILIO_")}
    own = {"TUTOR_DEMO": "1", "INSTANCE": str(folder), "DATABASE_URL": "", "SECRET_KEY": "only for tests"}
    return kept | own | values


def wait_for(address: str, process: subprocess.Popen[str]) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address) as answer:
                return answer.read().decode()
        except URLError:
            time.sleep(0.1)
    process.kill()
    raise AssertionError(f"no demo came up: {process.communicate()[0]}")


def answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """The town is dear, so that processes of one run share it: the first builds, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "town"
    done = shared.with_suffix(".json")
    try:
        shared.mkdir()
    except FileExistsError:
        wait_until_there(done)
    else:
        start = start_demo(shared, whole_group=True)
        partly = done.with_suffix(".partly")
        partly.write_text(json.dumps({"folder": str(shared), **start.__dict__}), encoding="utf-8")
        partly.replace(done)
    return Start(**{k: v for k, v in json.loads(done.read_text(encoding="utf-8")).items() if k != "folder"})


def wait_until_there(done: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < end, "the other process has built no town"
        time.sleep(0.2)


@pytest.fixture(scope="session")
def built(first_start: Start, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "town"


@pytest.fixture(scope="session")
def app_to_read(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = Path(shutil.copytree(built, tmp_path_factory.mktemp("read") / "town"))
    app = make_demo_app(folder, {"WTF_CSRF_ENABLED": False})
    clock.use_machine()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def demo_app(app_to_read: Flask) -> Iterator[Flask]:
    """The town on Monday morning, for tests that change nothing in its database."""
    shown = app_to_read.extensions["demo_clock"]
    shown.set(START)
    clock.use(shown)
    yield app_to_read
    clock.use_machine()


@pytest.fixture
def town_folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "town"))


@pytest.fixture
def own_app(town_folder: Path) -> Iterator[Flask]:
    """A copy of the town, for a test that lets something happen in it."""
    app = make_demo_app(town_folder, {"WTF_CSRF_ENABLED": False})
    app.extensions["demo_clock"].set(START)
    yield app
    clock.use_machine()
    with app.app_context():
        db.engine.dispose()


def make_demo_app(folder: Path, overrides: dict[str, object]) -> Flask:
    url = f"sqlite:///{folder.resolve()}/tutor.db"
    settings = Settings("only for tests", url, instance=folder, curricula=ROOT / "curricula", demo=True)
    app = create_app(settings, {"TESTING": True, **overrides})
    app.test_client_class = CheckingClient
    return app


@pytest.fixture
def town(demo_app: Flask) -> Iterator[None]:
    """Inside the town's database, for reading."""
    with demo_app.app_context():
        begin_reading(True)
        yield
        db.session.remove()
        begin_reading(False)
