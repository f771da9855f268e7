"""What presses and what storms: their start costs more than they do, so they stay for all tests."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from config import ROOT, Settings


@pytest.fixture(scope="session")
def pressing(app, settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """After the tables are made: see press.py."""
    yield from started("press", settings.database_url, str(settings.instance))


@pytest.fixture(scope="session")
def storms() -> Iterator[subprocess.Popen[str]]:
    yield from started("storm")


def started(module: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", f"tests.faults.{module}", *words]
    running = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield running
    running.communicate(timeout=20)
