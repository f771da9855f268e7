"""The demo's own clock: a setting in a file, read by every process."""

from datetime import UTC, datetime, timedelta

import pytest

from tutor.demo.clock import FILE, DemoClock, next_opening
from tutor.demo.dates import START
from tutor.local_time import clock_time, local_date

MACHINE = datetime(2031, 5, 4, 3, 2, tzinfo=UTC)


class Machine:
    def __init__(self):
        self.shows = MACHINE

    def __call__(self):
        return self.shows


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def demo_clock(tmp_path, machine):
    return DemoClock(tmp_path, machine)


def test_clock_without_a_setting_shows_the_start(demo_clock):
    assert demo_clock() == START


def test_clock_goes_on_at_the_usual_speed(demo_clock, machine):
    demo_clock.set(START)
    machine.shows += timedelta(minutes=7)

    assert demo_clock() == START + timedelta(minutes=7)


def test_setting_is_seen_by_another_process_at_once(demo_clock, machine, tmp_path):
    worker = DemoClock(tmp_path, machine)
    demo_clock.set(START)
    assert worker() == START

    demo_clock.set(START + timedelta(hours=1))

    assert worker() == START + timedelta(hours=1)


def test_file_is_not_read_again_while_it_is_the_same(demo_clock, tmp_path, monkeypatch):
    demo_clock.set(START)
    demo_clock()
    monkeypatch.setattr("tutor.demo.clock.json.loads", lambda _text: pytest.fail("read again"))

    assert demo_clock() == START


def test_setting_leaves_no_other_file_behind(demo_clock, tmp_path):
    demo_clock.set(START)

    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_clock_goes_on_where_it_was_ended(demo_clock, machine):
    shown = START + timedelta(days=2)
    demo_clock.set(shown)
    machine.shows += timedelta(days=30)

    demo_clock.resume(not_before=None)

    assert demo_clock() == shown


def test_clock_never_goes_back_behind_what_has_happened(demo_clock, machine):
    """After a crash the file still says when the clock was last turned."""
    demo_clock.set(START)
    happened = START + timedelta(hours=5)

    demo_clock.resume(not_before=happened)

    assert demo_clock() == happened


def test_first_start_begins_on_monday_morning(demo_clock):
    demo_clock.resume(not_before=START - timedelta(minutes=3))

    assert demo_clock() == START
    assert (local_date(START).weekday(), clock_time(START)) == (0, "09:05")


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (START, START + timedelta(hours=23, minutes=55)),
        (START - timedelta(minutes=5), START + timedelta(hours=23, minutes=55)),
        (START - timedelta(minutes=6), START - timedelta(minutes=5)),
        (START + timedelta(hours=14), START + timedelta(hours=23, minutes=55)),
        (START + timedelta(hours=15), START + timedelta(hours=23, minutes=55)),
    ],
)
def test_next_nine_is_always_to_come(now, opening):
    assert next_opening(now) == opening
