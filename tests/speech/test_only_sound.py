"""Of a recording only the sound is kept."""

import pytest

from tutor.speech.only_sound import only_sound

pytestmark = pytest.mark.one_database


def box(kind: bytes, body: bytes = b"", *, long: bool = False) -> bytes:
    if long:
        return b"\x00\x00\x00\x01" + kind + (16 + len(body)).to_bytes(8) + body
    return (8 + len(body)).to_bytes(4) + kind + body


PLACE = b"\xa9xyz+39.0000+141.0000/"
SOUND = box(b"mdat", b"udta is heard here " * 3)
START = box(b"ftyp", b"M4A \x00\x00")


@pytest.mark.parametrize("long", [False, True])
def test_place_and_name_of_an_m4a_go_and_nothing_moves(long: bool) -> None:
    said = box(b"udta", PLACE, long=long)
    track = box(b"trak", box(b"tkhd", b"kept") + said)
    data = START + box(b"moov", box(b"mvhd", b"kept") + track + said) + said + SOUND

    kept = only_sound(data, "audio/mp4")

    assert len(kept) == len(data)
    assert b"xyz" not in kept
    assert b"141.0" not in kept
    assert kept.count(b"kept") == 2
    assert kept.endswith(SOUND)
    assert kept.count(b"free") == 3


def test_a_box_that_reaches_to_the_end_says_nothing_either() -> None:
    data = START + SOUND + b"\x00\x00\x00\x00meta" + PLACE

    assert b"xyz" not in only_sound(data, "audio/mp4")


@pytest.mark.parametrize(
    "broken",
    [
        b"\x00\x00\x00\x04moov",
        b"\x00\x00\xff\xffmoov",
        b"\x00\x00\x00\x01moov\x00\x00\x00\x00\x00\x00\x00\x02",
        b"\x00\x00",
        box(b"moov", box(b"moov", box(b"moov", box(b"moov")))) * 3,
        b"",
    ],
)
def test_what_lies_about_its_size_is_left_and_ends(broken: bytes) -> None:
    assert only_sound(START + broken, "audio/mp4") == START + broken


def test_tags_before_and_after_an_mp3_go() -> None:
    sound = b"\xff\xfb\x90\x64" + b"\x00" * 400
    front = b"ID3\x04\x00\x00" + bytes([0, 0, 1, 2]) + b"N" * 130
    footed = b"ID3\x04\x00\x10" + bytes([0, 0, 0, 4]) + b"NAME" + b"3DI" + b"\x00" * 7
    back = b"TAG" + b"N" * 125

    assert only_sound(front + sound + back, "audio/mpeg") == sound
    assert only_sound(footed + sound, "audio/mpeg") == sound
    assert only_sound(sound, "audio/mpeg") == sound


def test_an_ogg_stays_as_it_is() -> None:
    assert only_sound(b"OggS" + PLACE, "audio/ogg") == b"OggS" + PLACE
