"""The telephones beside the demo: a free port, wired both ways, and a sentence when they do not start."""

import os
import socket
import sys
from urllib.request import urlopen

import pytest

from tutor.cli import stand_in
from tutor.cli.stand_in import free_port, telephones, wired

pytestmark = pytest.mark.one_database
DEMO = "http://127.0.0.1:8000"


@pytest.fixture
def settings_of_the_demo(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("TWILIO_")]:
        monkeypatch.delenv(name)
    values = {
        "TUTOR_DEMO": "1",
        "INSTANCE": str(tmp_path),
        "DATABASE_URL": "",
        "SECRET_KEY": "only for tests",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def quiet_signals(monkeypatch):
    """The block ends as the demo ends: signals are of no use any more. Here the tests go on."""
    monkeypatch.setattr(stand_in, "on_signal", lambda _what: None)


def test_taken_port_is_passed_over(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setattr(stand_in, "PORT", taken.getsockname()[1])
        assert free_port() not in {0, stand_in.PORT}


def test_web_worker_and_stand_in_know_one_another_or_nothing():
    assert wired(DEMO, "http://127.0.0.1:4020") == {
        "PUBLIC_URL": DEMO,
        "FAKE_TWILIO": "http://127.0.0.1:4020",
    }
    assert wired(DEMO, "") == {}


def test_page_is_there_with_a_way_back_while_the_demo_runs(settings_of_the_demo, quiet_signals):
    with telephones(DEMO) as address, urlopen(address) as page:
        assert f'href="{DEMO}/"' in page.read().decode()
    with socket.socket() as trial:
        assert trial.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) != 0


def test_without_them_the_demo_goes_on_and_says_so(quiet_signals, monkeypatch, capsys):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with telephones(DEMO) as address:
        assert address == ""
    assert "The telephones did not start" in capsys.readouterr().out
