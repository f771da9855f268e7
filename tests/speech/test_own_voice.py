"""Is it a recording?"""

import pytest

from tutor.errors import Refused
from tutor.speech.own_voice import MOST_BYTES, media_type

pytestmark = pytest.mark.one_database

M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00"
FRAME = b"\xff\xfb\x90\x64" + b"\x00" * 20


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (M4A, "audio/mp4"),
        (M4A.replace(b"M4A ", b"mp42"), "audio/mp4"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"ID3\x04\x00", "audio/mpeg"),
        (FRAME, "audio/mpeg"),
        (b"\xff\xf3\x44\xc4", "audio/mpeg"),
    ],
)
def test_recording_is_known_by_its_first_bytes(data, kind):
    assert media_type(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"RIFF\x00\x00\x00\x00WAVE",
        b"<html>",
        b"\xff\xd8\xff\xe0",  # a photograph
        b"\xff\xfb\xf0\x64",  # a frame with a rate that does not exist
        b"\xff",
        b"\x00\x00\x00\x20ftypheic",
        b"PK\x03\x04",
    ],
)
def test_anything_else_is_refused_in_words(data):
    with pytest.raises(Refused, match="MP3、M4A、OGG"):
        media_type(data)


def test_nothing_and_too_much_are_refused():
    with pytest.raises(Refused, match="えらんで"):
        media_type(b"")
    with pytest.raises(Refused, match="6メガバイト"):
        media_type(FRAME + bytes(MOST_BYTES))
