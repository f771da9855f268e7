"""A worker's sign of life."""

from datetime import timedelta

import pytest

from tests import make
from tutor.database import db
from tutor.jobs.beats import beat, go_on, last_beat, lives
from tutor.jobs.models import WorkerBeat
from tutor.jobs.owner import Owner, here

pytestmark = pytest.mark.usefixtures("database")

ME, OTHER = here(), Owner("another-machine", 7, make.NOW)
SECONDS = timedelta(seconds=1)


def test_a_worker_beats_in_one_row() -> None:
    for seconds in (0, 10, 20):
        beat(ME, sends=True, now=make.NOW + seconds * SECONDS)
    [row] = db.session.query(WorkerBeat)
    assert (row.at, row.sends) == (make.NOW + 20 * SECONDS, True)


@pytest.mark.parametrize(("later", "alive"), [(59, True), (60, False), (-60, False)])
def test_after_a_minute_of_silence_it_lives_no_more(later: int, alive: bool) -> None:
    beat(ME, sends=True, now=make.NOW)
    assert lives(last_beat(), now=make.NOW + later * SECONDS) is alive


def test_a_house_that_never_had_a_worker_has_none() -> None:
    assert not lives(last_beat(), now=make.NOW)


def test_a_worker_that_can_send_counts_before_one_that_cannot() -> None:
    beat(ME, sends=True, now=make.NOW)
    beat(OTHER, sends=False, now=make.NOW + SECONDS)
    last = last_beat()
    assert last
    assert last.sends
    beat(OTHER, sends=False, now=make.NOW + 120 * SECONDS)
    last = last_beat()
    assert last
    assert not last.sends


def test_workers_of_days_ago_are_forgotten_when_a_new_one_begins() -> None:
    beat(OTHER, sends=True, now=make.NOW)
    beat(ME, sends=True, now=make.NOW + timedelta(days=2))
    assert [row.pid for row in db.session.query(WorkerBeat)] == [ME.pid]


def test_whoever_lived_before_the_clock_was_turned_lives_after_it() -> None:
    beat(OTHER, sends=True, now=make.NOW - timedelta(minutes=5))
    go_on(make.NOW, make.NOW + timedelta(days=1))
    assert not lives(last_beat(), now=make.NOW + timedelta(days=1))
    beat(ME, sends=True, now=make.NOW)
    go_on(make.NOW, make.NOW + timedelta(days=1))
    assert lives(last_beat(), now=make.NOW + timedelta(days=1))
