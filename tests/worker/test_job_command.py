"""`flask job`: does one job, says how it went, and never leaves its row open."""

import subprocess
from collections.abc import Iterator

import pytest

from tests import make
from tests.worker.test_timetable import environment
from tutor import clock
from tutor.actor import WORKER
from tutor.cli import working
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs import actions
from tutor.jobs.models import Job, JobState
from tutor.jobs.owner import of
from tutor.jobs.work import KINDS
from tutor.sentences import Said
from tutor.worker.running import Worker

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    clock.use(lambda: make.NOW)
    yield
    clock.use_machine()


def asked(kind: str = "count", **arguments) -> Job:
    job = actions.ask(kind, dedupe="x", arguments=arguments, municipality_id=None, by=WORKER, now=make.NOW)
    db.session.commit()
    return job


def run(job: Job) -> Job:
    assert working.do(job.code)
    db.session.refresh(job)
    return job


def test_a_job_reports_and_ends_with_its_sentence(monkeypatch) -> None:
    def count(arguments, report, stop):
        for n in range(arguments["to"]):
            report(n + 1, arguments["to"], Said("数えています。"))
        assert not stop()
        return Said("数えました。")

    monkeypatch.setitem(KINDS, "count", count)
    job = run(asked(to=3))
    assert (job.state, job.done, job.total, str(job.sentence)) == (JobState.DONE, 3, 3, "数えました。")
    assert (job.beat_at, job.ended_at) == (make.NOW, make.NOW)


def test_a_job_that_is_to_stop_hears_it(monkeypatch) -> None:
    def search(arguments, report, stop):
        actions.want_stop(db.session.get_one(Job, job.id), now=make.NOW)
        db.session.commit()
        assert stop()
        assert stop()
        return Said("ここまでの案です。")

    monkeypatch.setitem(KINDS, "count", search)
    job = asked()
    assert run(job).state is JobState.STOPPED


def test_stop_is_cheap_to_ask(monkeypatch) -> None:
    watch = working.Watch(asked().id)
    asks = []
    monkeypatch.setattr(working.queries, "stop_wanted", lambda job_id: bool(asks.append(job_id)))
    assert not any(watch.stop() for _ in range(1000))
    assert len(asks) == 1


def test_a_refusal_is_the_sentence_people_read_and_nothing_half_done_stays(monkeypatch) -> None:
    def refuse(arguments, report, stop):
        make.municipality(name="半分")
        raise Refused("%(n)s件の訪問に住所がありません。", n=2)

    monkeypatch.setitem(KINDS, "count", refuse)
    job = run(asked())
    assert (job.state, str(job.sentence)) == (JobState.FAILED, "2件の訪問に住所がありません。")
    assert db.session.query(make.Municipality).count() == 0


def test_a_crash_is_said_to_people_plainly_and_logged_without_names(monkeypatch, caplog) -> None:
    def crash(arguments, report, stop):
        raise ValueError("千葉花子 090-1234-5678")

    monkeypatch.setitem(KINDS, "count", crash)
    job = run(asked())
    assert (job.state, job.sentence) == (JobState.FAILED, working.WENT_WRONG)
    assert job.code in caplog.text
    assert "千葉" not in caplog.text


def test_a_job_in_another_s_hand_is_not_done(app) -> None:
    job = asked()
    actions.claim_due(make.NOW, of(1))
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["job", job.code])
    assert result.exit_code == 1
    assert "another's hand" in result.output


@pytest.fixture
def worker(app, settings, tmp_path, monkeypatch) -> Worker:
    """Its children work on the same database as the test."""
    for name, value in environment(tmp_path, settings.database_url).items():
        monkeypatch.setenv(name, value)
    return Worker(app, None)


def as_it_is_now(job: Job) -> tuple[JobState, Said]:
    db.session.refresh(job)
    found = job.state, job.sentence
    db.session.commit()
    return found


def test_a_claimed_job_is_done_by_a_process_of_its_own(worker: Worker) -> None:
    job = asked("nobody_knows_this")
    worker.start_jobs()
    [child] = worker.children.by_code.values()
    worker.start_jobs()
    assert list(worker.children.by_code.values()) == [child]
    assert child.wait(20) == 0
    assert as_it_is_now(job) == (JobState.FAILED, working.WENT_WRONG)
    worker.start_jobs()
    assert worker.children.by_code == {}


def test_a_child_that_died_before_it_began_leaves_the_job_due(worker: Worker) -> None:
    job = asked("nobody_knows_this")
    worker.start_jobs()
    [first] = worker.children.by_code.values()
    first.kill()
    first.wait()
    assert as_it_is_now(job)[0] is JobState.RUNNING
    worker.start_jobs()
    [second] = worker.children.by_code.values()
    assert second is not first
    assert second.wait(20) == 0
    assert as_it_is_now(job)[0] is JobState.FAILED


def test_ending_the_worker_ends_its_children(worker: Worker) -> None:
    child = worker.children.by_code["X"] = subprocess.Popen(["sleep", "60"])
    worker.end()
    assert child.wait(5) == -15
