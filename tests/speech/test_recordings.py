"""Audio is kept once, a person's voice wins, and what nobody hears is gone."""

import pytest

from tests import make
from tests.speech.test_own_voice import FRAME, M4A
from tutor.actor import WORKER
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.speech import queries
from tutor.speech.models import Audio, Origin, Recording
from tutor.speech.recordings import choose_voice, forget_own, keep, keep_audio, keep_own
from tutor.speech.voices import Voice

pytestmark = pytest.mark.usefixtures("database")
TEXT = "a" * 64


def own(place, data=FRAME) -> None:
    keep_own(place, TEXT, data, by=WORKER, now=make.NOW)


def made(place, data=b"made") -> None:
    keep(place.id, TEXT, Origin.MADE, keep_audio(data, "audio/mpeg"), now=make.NOW)


def audio(place) -> bytes:
    return queries.audio(queries.known(place.id, "", [TEXT]).audio[TEXT]).bytes


def test_own_voice_wins_and_taken_back_leaves_the_made_one():
    place = make.municipality()
    own(place)
    made(place)
    assert audio(place) == FRAME
    assert queries.known(place.id, "", [TEXT]).own == {TEXT}

    forget_own(place, TEXT, by=WORKER, now=make.NOW)

    assert audio(place) == b"made"
    assert [row.bytes for row in db.session.query(Audio)] == [b"made"]


def test_later_recording_takes_the_place_of_the_first_and_its_bytes_go():
    place = make.municipality()
    own(place)
    own(place, M4A)

    assert audio(place) == M4A
    assert db.session.query(Audio).count() == db.session.query(Recording).count() == 1


def test_same_bytes_are_kept_once_and_stay_while_another_city_hears_them():
    ours, theirs = make.municipality(), make.municipality()
    own(ours)
    own(theirs)
    assert db.session.query(Audio).count() == 1

    forget_own(ours, TEXT, by=WORKER, now=make.NOW)

    assert audio(theirs) == FRAME
    assert queries.known(ours.id, "", [TEXT]).audio == {}


def test_what_is_no_recording_changes_nothing():
    place = make.municipality()
    with pytest.raises(Refused):
        own(place, b"<svg/>")

    assert db.session.query(Recording).count() == 0


def test_nothing_to_take_back_is_not_found():
    with pytest.raises(NotFound):
        forget_own(make.municipality(), TEXT, by=WORKER, now=make.NOW)


def test_city_chooses_its_voice_and_has_the_first_one_before():
    place = make.municipality()
    assert queries.voice(place.id) == Voice("mei", "slow")

    choose_voice(place, Voice("mei-low", "normal"), by=WORKER, now=make.NOW)

    assert queries.voice(place.id) == Voice("mei-low", "normal")
    assert queries.voice(make.municipality().id) == Voice("mei", "slow")


@pytest.mark.parametrize("voice", [Voice("", "slow"), Voice("mei", "fast"), Voice("x" * 99, "\x00")])
def test_voice_that_does_not_exist_is_not_found(voice):
    with pytest.raises(NotFound):
        choose_voice(make.municipality(), voice, by=WORKER, now=make.NOW)
