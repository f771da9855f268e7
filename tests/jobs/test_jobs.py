"""A job is asked for once, done by one, and never lost with its process."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests import make
from tutor.actor import WORKER, Role
from tutor.database import db
from tutor.jobs import actions, queries
from tutor.jobs.models import Job, JobState
from tutor.jobs.owner import Owner, here, of
from tutor.sentences import Counted, Said, together

pytestmark = pytest.mark.usefixtures("database")

ME = here()
ELSEWHERE = Owner("another-machine", 7, make.NOW)


def ask(dedupe: str = "week-48", **values) -> Job:
    given = {"arguments": {"week": "2026-11-23"}, "municipality_id": None, "by": WORKER, "now": make.NOW}
    job = actions.ask("solve_week", dedupe=dedupe, **given | values)
    db.session.commit()
    return job


@pytest.fixture
def dead() -> Owner:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    known = of(child.pid)
    child.kill()
    child.communicate()
    return known


@pytest.fixture
def living() -> Iterator[Owner]:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield of(child.pid)
    child.kill()
    child.communicate()


def test_pressed_twice_it_is_one_job() -> None:
    first = ask()
    assert ask() is first
    assert ask("week-49") is not first


def test_when_it_has_ended_it_can_be_asked_for_again() -> None:
    first = ask()
    actions.finish(first.id, sentence=Said("できました。"), now=make.NOW)
    second = ask()
    assert second is not first
    assert queries.latest("solve_week", "week-48") is second


def test_two_at_the_same_moment_get_the_same_job(monkeypatch) -> None:
    """The look before the insert saw nothing yet; the unique key decides."""
    first = ask()
    look, looks = queries.open_job, []
    monkeypatch.setattr(
        queries, "open_job", lambda *key: look(*key) if looks.append(1) or len(looks) > 1 else None
    )
    assert ask() is first
    assert db.session.scalar(select(func.count()).select_from(Job)) == 1


def test_who_asked_is_kept_as_an_id() -> None:
    person = make.person()
    job = ask(by=make.actor(Role.COORDINATOR, who=person))
    assert json.loads(job.arguments) == {"week": "2026-11-23", "asked_by_id": person.id}


@pytest.mark.parametrize("arguments", [{"name": "千葉"}, {"ids": "1," * 1000}])
def test_names_and_novels_are_not_arguments(arguments: dict) -> None:
    with pytest.raises(ValueError, match="argument"):
        ask(arguments=arguments)


def test_the_oldest_is_claimed_first_and_by_one_only() -> None:
    first, second = ask(), ask("week-49")
    assert actions.claim_due(make.NOW, ME) is first
    assert (first.state, queries.owner_of(first)) == (JobState.RUNNING, ME)
    assert actions.claim_due(make.NOW, ELSEWHERE) is second
    assert actions.claim_due(make.NOW, ME) is None


def test_the_child_takes_it_from_the_worker_that_started_it(living: Owner) -> None:
    job = ask()
    actions.claim_due(make.NOW, ME)
    assert actions.take_over(job.code, owner=living, parent=ME, now=make.NOW) is job
    assert queries.owner_of(job) == living


def test_a_child_whose_worker_died_leaves_it_to_the_next(living: Owner) -> None:
    job = ask()
    actions.claim_due(make.NOW, ME)
    assert actions.take_over(job.code, owner=living, parent=ELSEWHERE, now=make.NOW) is None
    assert queries.owner_of(job) == ME


def test_by_hand_only_what_is_still_to_be_done() -> None:
    job = ask()
    assert actions.take_over("NOTHING0", owner=ME, parent=ELSEWHERE, now=make.NOW) is None
    assert actions.take_over(job.code, owner=ME, parent=ELSEWHERE, now=make.NOW) is job
    actions.finish(job.id, sentence=Said("できました。"), now=make.NOW)
    assert actions.take_over(job.code, owner=ME, parent=ME, now=make.NOW) is None


def test_a_worker_gives_back_what_no_process_of_its_does(living: Owner) -> None:
    lost, running, other = ask("1"), ask("2"), ask("3")
    actions.claim_due(make.NOW, ME)
    actions.claim_due(make.NOW, ME)
    actions.claim_due(make.NOW, living)
    actions.give_back(owner=ME, but_for={running.code})
    assert [one.state for one in (lost, running, other)] == [
        JobState.DUE,
        JobState.RUNNING,
        JobState.RUNNING,
    ]


def test_how_it_goes_is_written_down() -> None:
    job = ask()
    later = make.NOW + timedelta(seconds=5)
    actions.report(job.id, done=3, total=10, sentence=Said("訪問を並べています。" * 50), now=later)
    assert (job.done, job.total, job.beat_at) == (3, 10, later)
    assert job.sentence == Said("訪問を並べています。" * 50)


def test_sentence_with_what_fills_it_comes_back_whole_and_in_no_language() -> None:
    job = ask()
    said = together(Counted("%(num)d行を読みました。", 3), Said("%(day)sは休業日です。", day=make.MONDAY))
    actions.report(job.id, done=3, total=10, sentence=said, now=make.NOW)
    db.session.flush()
    db.session.refresh(job)
    assert job.sentence == said


def test_sentence_too_long_for_its_row_is_cut() -> None:
    job = ask()
    actions.fail(job.id, sentence=Said("%(names)sの町がありません。", names=["川岸"] * 2000), now=make.NOW)
    assert str(job.sentence).startswith("川岸、川岸")
    assert len(job.said) < 2000


def test_it_ends_done_failed_or_stopped() -> None:
    done, failed, stopped = ask("1"), ask("2"), ask("3")
    actions.claim_due(make.NOW, ME)
    actions.claim_due(make.NOW, ME)
    actions.claim_due(make.NOW, ME)
    actions.finish(done.id, sentence=Said("できました。"), now=make.NOW)
    actions.fail(failed.id, sentence=Said("道のりが足りません。"), now=make.NOW)
    actions.want_stop(stopped, now=make.NOW)
    assert queries.stop_wanted(stopped.id)
    assert not queries.stop_wanted(done.id)
    actions.finish(stopped.id, sentence=Said("ここまでの案です。"), now=make.NOW)
    assert [one.state for one in (done, failed, stopped)] == [
        JobState.DONE,
        JobState.FAILED,
        JobState.STOPPED,
    ]
    assert {one.ended_at for one in (done, failed, stopped)} == {make.NOW}


def test_stopped_before_anybody_began_it_ends_at_once() -> None:
    job = ask()
    actions.want_stop(job, now=make.NOW)
    assert (job.state, str(job.sentence)) == (JobState.STOPPED, "止めました。")
    assert actions.claim_due(make.NOW, ME) is None


def test_the_job_of_a_dead_process_is_due_again(dead: Owner) -> None:
    job = ask()
    actions.claim_due(make.NOW, dead)
    db.session.commit()
    assert actions.reclaim_stale(make.NOW) == 1
    assert (job.state, job.owner_pid) == (JobState.DUE, None)
    assert actions.claim_due(make.NOW, ME) is job


def test_the_job_of_a_dead_process_that_was_to_stop_is_stopped(dead: Owner) -> None:
    job = ask()
    actions.claim_due(make.NOW, dead)
    actions.want_stop(job, now=make.NOW)
    actions.reclaim_stale(make.NOW)
    assert job.state is JobState.STOPPED


def test_a_living_process_keeps_its_job_however_long(living: Owner) -> None:
    ask()
    actions.claim_due(make.NOW, living)
    assert actions.reclaim_stale(make.NOW + timedelta(days=1)) == 0


def test_another_machine_s_job_is_due_again_after_a_long_silence() -> None:
    job = ask()
    actions.claim_due(make.NOW, ELSEWHERE)
    assert actions.reclaim_stale(make.NOW + timedelta(minutes=9)) == 0
    assert actions.reclaim_stale(make.NOW + timedelta(minutes=11)) == 1
    assert job.state is JobState.DUE


def test_a_running_job_without_an_owner_cannot_be() -> None:
    with pytest.raises(ValueError, match="without an owner"):
        queries.owner_of(ask())
