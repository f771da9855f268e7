"""The process that presses: its start costs more than the presses, so it stays for all of them."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from config import ROOT, Settings


@pytest.fixture(scope="session")
def pressing(app, settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """After the tables are made: see press.py."""
    words = [sys.executable, "-m", "tests.faults.press", settings.database_url, str(settings.instance)]
    running = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield running
    running.communicate(timeout=20)
