"""The address of audio."""

import pytest

from tests import make
from tutor.database import db
from tutor.speech.models import Audio

HASH = "a" * 64
SOUND = bytes(range(200))


@pytest.fixture
def sound(database, client):
    make.add(Audio(hash=HASH, media_type="audio/mpeg", bytes=SOUND))
    db.session.commit()
    return client


def test_anybody_hears_it_as_it_was_kept_and_asks_once(sound):
    answer = sound.get(f"/sounds/{HASH}")

    assert (answer.status_code, answer.data, answer.content_type) == (200, SOUND, "audio/mpeg")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    again = sound.get(f"/sounds/{HASH}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_part_is_given_to_a_player_that_asks_for_a_part(sound):
    answer = sound.get(f"/sounds/{HASH}", headers={"Range": "bytes=0-1"})

    assert (answer.status_code, answer.data) == (206, SOUND[:2])
    assert answer.headers["Content-Range"] == "bytes 0-1/200"


@pytest.mark.parametrize("asked", ["bytes=900-", "bytes=x", "seconds=1-2", "bytes=5-1"])
def test_part_that_is_not_there_is_no_failure(sound, asked):
    assert sound.get(f"/sounds/{HASH}", headers={"Range": asked}).status_code in {200, 206, 416}


@pytest.mark.parametrize("name", ["b" * 64, HASH[:-1], "%00", "あ"])
def test_audio_nobody_put_there_is_not_found(sound, name):
    assert sound.get(f"/sounds/{name}").status_code == 404
