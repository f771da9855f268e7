"""The job: what is there stays, what changed is made anew, and it can be stopped."""

from dataclasses import replace

import pytest

from tests import make
from tests.web.learners.scene import CAMERA, CONTENT
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Page
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs.models import Job
from tutor.speech import making, queries, sheets, voices
from tutor.speech.actions import keep_reading
from tutor.speech.models import Audio, Recording
from tutor.speech.voices import Voice

pytestmark = pytest.mark.usefixtures("database")
ALL = len(sheets.every(CAMERA))


class Speaker:
    """Says what it is given as bytes, and remembers it."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, lines) -> bytes:
        assert not db.session().in_transaction(), "the office would wait while a sheet is spoken"
        self.said.append("\n".join(lines))
        return self.said[-1].encode()


def run(place, version, voice=Voice(), stop_after=999) -> list[str]:  # noqa: B008 -- it never changes
    db.session.commit()
    speaker, asked, place_id, version_id = Speaker(), [], place.id, version.id
    db.session.rollback()

    def stop() -> bool:
        asked.append(1)
        return len(asked) > stop_after

    making.make_all(place_id, version_id, voice, speaker, lambda *_: db.session.commit(), stop)
    db.session.commit()
    return speaker.said


def published(content=CONTENT):
    return publish(content, by=WORKER, now=make.NOW)


def test_every_sheet_is_spoken_once_for_all_its_telephones():
    said = run(make.municipality(), published())

    assert len(said) == ALL == db.session.query(Recording).count()
    assert "カメラを開く\nはじめの文\nandroidの手順\nこまったとき\nあわてないで" in said


def test_second_time_nothing_is_spoken():
    place, version = make.municipality(), published()
    run(place, version)

    assert run(place, version) == []


def test_new_version_speaks_only_the_page_that_changed_and_the_others_stay_audible():
    place = make.municipality()
    run(place, published())
    changed = replace(CAMERA, pages=(CAMERA.pages[0], Page("とる", "ちがう文", (), "")))

    assert run(place, published(replace(CONTENT, units=(changed,)))) == ["とる\nちがう文"]
    old = sheets.text_hash(["とる", "つぎの文"])
    assert old in queries.known(place.id, "", [old]).audio


def test_new_reading_is_spoken_where_the_word_stands_and_nowhere_else():
    place, version = make.municipality(), published()
    run(place, version)
    keep_reading(place, "矢印", "やじるし", by=WORKER, now=make.NOW)

    said = run(place, version)

    assert said == ["しつもん\n自分の顔がうつりました\n切る\nヤジルシ"]
    assert db.session.query(Audio).count() == ALL, "what it said before is gone"


def test_another_voice_speaks_all_anew():
    place, version = make.municipality(), published()
    run(place, version)

    assert len(run(place, version, Voice("mei-low", "slow"))) == ALL
    assert db.session.query(Recording).count() == ALL


def test_what_another_city_had_spoken_is_taken_over():
    version = published()
    run(make.municipality(), version)

    assert run(make.municipality(), version) == []
    assert (db.session.query(Audio).count(), db.session.query(Recording).count()) == (ALL, 2 * ALL)


def test_stopped_job_keeps_what_it_made_and_goes_on_there():
    place, version = make.municipality(), published()
    assert len(run(place, version, stop_after=3)) == 3

    assert len(run(place, version)) == ALL - 3


@pytest.mark.skipif(voices.is_on(), reason="the extra is installed")
def test_without_the_extra_it_is_said_and_nothing_is_asked():
    place, version = make.municipality(), published()
    with pytest.raises(Refused, match="部品"):
        making.ask(place, version, by=WORKER, now=make.NOW)
    with pytest.raises(Refused, match="部品"):
        making.make_audio({"version": version.id, "municipality": place.id}, print, bool)

    assert db.session.query(Job).count() == 0
