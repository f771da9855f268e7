"""`flask fake-twilio` as somebody types it."""

import os
import subprocess
import sys
import urllib.request

import pytest

from config import FAKE_SENDER, ROOT
from tests.fake_twilio.conftest import gateway
from tests.fake_twilio.test_api import going
from tests.serving import free_port
from tutor.messaging.gateways.gateway import Accepted

pytestmark = pytest.mark.one_database


def test_stand_in_says_where_it_is_takes_a_text_and_shows_it(tmp_path):
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", "flask", "fake-twilio", "--port", str(port), "--latency", "0"],
        cwd=ROOT,
        env={**os.environ, "SECRET_KEY": "x", "INSTANCE": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = running.stdout.readline().removeprefix("FAKE_TWILIO=").partition(" ")[0]
        assert address == f"http://127.0.0.1:{port}"
        assert isinstance(gateway(address).send(going(body="こんにちは。")), Accepted)
        with urllib.request.urlopen(address) as page:
            assert "こんにちは。" in page.read().decode()
    finally:
        running.terminate()
        assert running.wait(5) is not None
        running.stdout.close()


def test_its_sender_is_a_number_that_belongs_to_nobody():
    assert FAKE_SENDER.startswith("+1500555")
