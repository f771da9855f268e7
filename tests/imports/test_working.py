"""The two jobs: the file waits apart, is read, shown, taken in, and is gone."""

import json
import stat

import pytest

from tests import make
from tests.imports.files import city_with, csv
from tutor.actor import Role
from tutor.cli import working as jobs
from tutor.database import db
from tutor.errors import Refused
from tutor.imports import actions, queries, waiting
from tutor.imports.checked import Kind
from tutor.jobs.models import Job, JobState
from tutor.people.models import Person

pytestmark = pytest.mark.usefixtures("database")

GOOD = csv("氏名,ふりがな,町", "千葉 花子,ちば はなこ,本町")
BAD = csv("氏名,ふりがな,町", "千葉 花子,ちば はなこ,月面")


@pytest.fixture
def city():
    place = city_with("本町")
    db.session.commit()
    return place


@pytest.fixture
def where(settings):
    return waiting.folder(settings.instance)


def handed(data, city, where) -> Job:
    by = make.actor(Role.COORDINATOR, place=city)
    job = actions.hand_in(data, Kind.PEOPLE, city, where=where, by=by, now=make.NOW)
    db.session.commit()
    return job


def run(job: Job) -> Job:
    assert jobs.do(job.code)
    db.session.refresh(job)
    return job


def code_of(job: Job) -> str:
    return actions.Handed.of_job(job).code


def test_file_waits_where_only_we_may_read_and_nothing_of_it_is_in_the_job(city, where):
    job = handed(GOOD, city, where)

    assert stat.S_IMODE(where.stat().st_mode) == 0o700
    assert stat.S_IMODE((where / code_of(job)).stat().st_mode) == 0o600
    assert "千葉" not in json.dumps(json.loads(job.arguments), ensure_ascii=False)


def test_check_leaves_a_preview_and_enters_nobody(city, where):
    job = run(handed(GOOD, city, where))

    preview = waiting.preview(where, code_of(job))
    assert (job.state, str(job.sentence)) == (JobState.DONE, "1行を読みました。")
    assert (preview.new, preview.faults) == (1, [])
    assert stat.S_IMODE((where / f"{code_of(job)}.json").stat().st_mode) == 0o600
    assert db.session.query(Person).count() == 0


def test_faults_survive_the_way_to_the_page(city, where):
    job = run(handed(BAD, city, where))

    (fault,) = waiting.preview(where, code_of(job)).faults
    assert str(job.sentence) == "直すところが1か所あります。"
    assert (fault.place, fault.heading, fault.value) == ("C2", "町", "月面")
    assert "みどり野市の町の一覧にありません" in str(fault.why)


def test_taken_in_the_file_is_gone(city, where):
    checked = run(handed(GOOD, city, where))
    stored = actions.take_in(checked, by=make.actor(Role.COORDINATOR, place=city), now=make.NOW)
    db.session.commit()

    run(stored)

    assert str(stored.sentence) == "1件を新しく取り込みました。"
    assert list(where.glob(f"{code_of(checked)}*")) == []
    assert db.session.query(Person).one().name == "千葉 花子"
    assert queries.store_job(code_of(checked)).id == stored.id


def test_pressed_twice_it_is_one_job(city, where):
    checked = run(handed(GOOD, city, where))
    by = make.actor(Role.COORDINATOR, place=city)

    assert actions.take_in(checked, by=by, now=make.NOW) is actions.take_in(checked, by=by, now=make.NOW)


def test_taken_in_with_faults_is_refused_whole(city, where):
    checked = run(handed(BAD, city, where))
    stored = actions.take_in(checked, by=make.actor(Role.COORDINATOR, place=city), now=make.NOW)
    db.session.commit()

    run(stored)

    assert (stored.state, db.session.query(Person).count()) == (JobState.FAILED, 0)
    assert "何も取り込んでいません" in str(stored.sentence)


def test_no_table_is_the_sentence_of_the_job(city, where):
    job = run(handed(b"%PDF-1.7", city, where))

    assert (job.state, "Excel（.xlsx）かCSV" in str(job.sentence)) == (JobState.FAILED, True)


def test_file_that_is_gone_is_a_sentence(city, where):
    job = handed(GOOD, city, where)
    waiting.forget(where, code_of(job))

    assert "もう残っていません" in str(run(job).sentence)


def test_import_of_another_city_is_not_there(city, where):
    job = handed(GOOD, city, where)

    with pytest.raises(Refused):
        queries.check_job(code_of(job), actor=make.actor(Role.COORDINATOR, place=make.municipality()))
    with pytest.raises(Refused):
        queries.check_job(code_of(job), actor=make.actor(Role.RECEPTION, place=city))
