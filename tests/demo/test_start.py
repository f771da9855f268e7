"""`flask demo` as somebody types it: the first time, again, and when it must not start."""

import socket
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from config import ROOT
from tests.demo.conftest import LINK, environment, make_demo_app, start_demo
from tests.serving import free_port
from tutor import clock
from tutor.demo.clock import DemoClock
from tutor.demo.dates import START

pytestmark = pytest.mark.one_database


def test_first_start_builds_says_how_to_enter_and_serves(first_start):
    assert "Building the fictional town" in first_start.said
    assert "the week of しおかぜ町" in first_start.said
    assert "/c/" in first_start.said
    [telephones] = LINK.findall(first_start.page)
    assert f"answered at http://127.0.0.1:{telephones};" in first_start.said
    assert "この町の人として入る" in first_start.page


def test_ctrl_c_ends_web_worker_and_telephones(first_start):
    assert first_start.seconds_to_end < 5
    assert not first_start.left_running
    assert "Traceback" not in first_start.said


def test_second_start_builds_and_solves_nothing_and_ends_when_only_the_parent_hears_of_it(town_folder):
    DemoClock(town_folder).set(START + timedelta(days=2))

    second = start_demo(town_folder, whole_group=False)

    assert "the week of" not in second.said
    assert "Building" not in second.said
    assert "この町の人として入る" in second.page
    assert "11月11日(水) 09:05" in second.page, "the clock does not go on where it was"
    assert second.seconds_to_end < 5
    assert not second.left_running


def test_demo_does_not_start_with_twilio(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "flask", "demo"],
        cwd=ROOT,
        env=environment(tmp_path, TWILIO_ACCOUNT_SID="AC1"),
        capture_output=True,
        text=True,
    )

    assert done.returncode != 0
    assert done.stderr.strip().startswith("The demo never sends to real telephones")
    assert "Traceback" not in done.stderr


@pytest.fixture
def runner(tmp_path):
    """`flask demo` in this process, for what ends before anything is built."""
    app = make_demo_app(tmp_path, {})
    yield app.test_cli_runner()
    clock.use_machine()


def test_taken_port_is_one_sentence(runner, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = runner.invoke(args=["demo", "--port", str(port)])

    assert done.exit_code == 1
    assert done.output.startswith(f"Error: Port {port} is taken.")
    assert not (tmp_path / "tutor.db").exists()


def test_real_database_in_the_folder_is_refused(runner, tmp_path):
    (tmp_path / "tutor.db").write_text("real people")

    done = runner.invoke(args=["demo", "--port", str(free_port())])

    assert done.exit_code == 1
    assert "make demo" in done.output
    assert (tmp_path / "tutor.db").read_text() == "real people"


@pytest.mark.parametrize("settings", [{"demo": False}, {"database_url": "sqlite:////tmp/real.db"}])
def test_only_the_demo_s_own_database_is_taken(tmp_path, settings):
    app = make_demo_app(tmp_path, {})
    app.extensions["settings"] = replace(app.extensions["settings"], **settings)

    done = app.test_cli_runner().invoke(args=["demo", "--port", str(free_port())])

    clock.use_machine()
    assert done.exit_code == 1
    assert "make demo" in done.output
    assert list(tmp_path.iterdir()) == []
