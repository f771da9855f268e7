"""Is an uploaded file a recording, and of which kind? By its first bytes, whatever its name says. Pure."""

from tutor.errors import Refused

MOST_BYTES = 6_000_000
"""Six minutes as telephones record; a sheet is read in one."""
BRANDS = {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"3gp4", b"3gp5", b"3gp6"}
ACCEPT = ".mp3,.m4a,.ogg,.oga,.opus,audio/mpeg,audio/mp4,audio/ogg"


def media_type(data: bytes) -> str:
    if not data:
        raise Refused("録音のファイルをえらんでください。")
    if len(data) > MOST_BYTES:
        raise Refused("録音のファイルが大きすぎます。6メガバイトまでの録音をえらんでください。")
    found = _kind(data)
    if not found:
        raise Refused("この録音は読み取れません。MP3、M4A、OGGのどれかをえらんでください。")
    return found


def _kind(data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[8:12] in BRANDS:
        return "audio/mp4"
    if data[:4] == b"OggS":
        return "audio/ogg"
    return "audio/mpeg" if data[:3] == b"ID3" or _is_frame(data) else ""


def _is_frame(data: bytes) -> bool:
    """The head of a frame of MPEG audio, layer 3, with a rate that exists."""
    return (
        len(data) > 3
        and data[0] == 0xFF
        and data[1] & 0xE6 == 0xE2
        and data[2] & 0xF0 not in (0x00, 0xF0)
        and data[2] & 0x0C != 0x0C
    )
