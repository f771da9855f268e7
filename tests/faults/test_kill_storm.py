"""Nothing lost, nothing doubled, whatever happens to a worker at whatever moment: the short form.

The variables below make it long: `make storm`.
"""

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from config import Settings
from tests.faults.owing import owe


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Only root may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip(f"no small disk was filled: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


pytestmark = pytest.mark.usefixtures("database")

MESSAGES = int(os.environ.get("STORM_MESSAGES", "60"))
KILLS = int(os.environ.get("STORM_KILLS", "15"))
CALLS = int(os.environ.get("STORM_CALLS", "30"))
CALL_KILLS = int(os.environ.get("STORM_CALL_KILLS", "10"))
FREEZES = int(os.environ.get("STORM_FREEZES", "4"))
CRASHES = int(os.environ.get("STORM_CRASHES", "1"))
FILLS = int(os.environ.get("STORM_FILLS", "1"))
NAIVE = 40
HARMS = ("kills", "crashes", "freezes", "fills")


@pytest.fixture
def storm(storms: subprocess.Popen[str], tmp_path: Path) -> Callable[..., dict]:
    def run(name: str, **numbers: float | str) -> dict:
        words = [f"--{key}={value}" for key, value in numbers.items()]
        print(f"--folder={tmp_path}", *words, file=storms.stdin, flush=True)
        return heard(name, storms.stdout.readline(), numbers)

    return run


def heard(name: str, line: str, numbers: dict) -> dict:
    told = json.loads(line)
    if "impossible" in told:
        pytest.skip(f"{name}: {told['impossible']}")
    harm = ", ".join(f"{value} {key}" for key, value in numbers.items() if key in HARMS)
    print(
        f"\n{name}: {told['owed']} owed, {harm}, {told['seconds']} s; {told['died_over']} died over,"
        f" {told['fenced']} fenced, {told['turns_failed']} turns failed;"
        f" sending again within {told['slowest_return']} s; {told['lost']} lost, {told['doubled']} doubled"
    )
    return told


def check_nothing_is_lost_or_doubled(told: dict) -> None:
    assert told["settled"]
    assert told["ended"]
    assert (told["lost"], told["doubled"]) == (0, 0)
    assert told["states"] == ["sent"]
    assert told["same_sids"]


def check_it_was_felt_and_soon_over(told: dict) -> None:
    assert told["turns_failed"] > 0
    assert told["slowest_return"] < 10


def test_nothing_is_lost_and_nothing_doubled(settings: Settings, storm) -> None:
    owe(MESSAGES)
    told = storm("kills", url=settings.database_url, kills=KILLS)
    check_nothing_is_lost_or_doubled(told)
    assert told["died_over"] > 0


@pytest.mark.one_database
def test_no_telephone_rings_twice_and_none_is_forgotten(settings: Settings, storm) -> None:
    owe(CALLS, by_call=True)
    told = storm("calls", url=settings.database_url, kills=CALL_KILLS, by_call=1)
    check_nothing_is_lost_or_doubled(told)
    assert told["died_over"] > 0


@pytest.mark.one_database
def test_who_froze_past_the_lease_is_ended_before_its_message_goes_again(settings: Settings, storm) -> None:
    owe(max(MESSAGES, 10 * FREEZES))
    told = storm("freezes", url=settings.database_url, freezes=FREEZES, workers=4, speed=100)
    check_nothing_is_lost_or_doubled(told)
    assert told["frozen"] == FREEZES
    assert told["fenced"] > 0


@pytest.mark.one_database
def test_database_that_crashes_under_four_workers(storm) -> None:
    told = storm("crashes", crashes=CRASHES, kills=KILLS, workers=4, owe=MESSAGES)
    check_nothing_is_lost_or_doubled(told)
    check_it_was_felt_and_soon_over(told)


@pytest.mark.one_database
def test_disk_that_is_full_and_freed(small_disk: Path, storm) -> None:
    told = storm("full disk", url=f"sqlite:///{small_disk}/tutor.db", fills=FILLS, owe=MESSAGES)
    check_nothing_is_lost_or_doubled(told)
    check_it_was_felt_and_soon_over(told)
    with closing(sqlite3.connect(small_disk / "tutor.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.one_database
@pytest.mark.parametrize(("mutant", "harm"), [("resend", "doubled"), ("mark_first", "lost")])
def test_naive_designs_fail_the_same_storm(settings: Settings, storm, mutant: str, harm: str) -> None:
    """Otherwise the storm above would prove nothing."""
    owe(NAIVE)
    told = storm(mutant, url=settings.database_url, kills=15, mutant=mutant)
    assert told[harm] > 0


@pytest.mark.one_database
@pytest.mark.skipif(FREEZES < 100, reason="of few freezes none may double: in the long storm")
def test_who_is_let_live_doubles(settings: Settings, storm) -> None:
    owe(NAIVE)
    told = storm("let live", url=settings.database_url, freezes=12, workers=4, speed=100, mutant="let_live")
    assert told["doubled"] > 0
