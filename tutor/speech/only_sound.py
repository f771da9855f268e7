"""A recording without what a telephone wrote beside the sound: where, by whom, under which name. Pure.

Boxes of ISO 14496-12 keep their size and become `free`, so that no offset moves; tags of ID3 stand before and
after all sound and go. Comments of Ogg stay: they are what somebody typed.
"""

SAID = frozenset({b"udta", b"meta", b"uuid"})
HOLDS = (frozenset({b"moov"}), frozenset({b"trak"}), frozenset[bytes]())
"""Level by level, in which boxes further ones are looked for."""
ID3_HEAD, ID3_END = 10, 128


def only_sound(data: bytes, media_type: str) -> bytes:
    """Nothing but tags: as it was, for a player to refuse."""
    if media_type == "audio/mp4":
        kept = bytearray(data)
        _blank(kept, 0, len(kept), level=0)
        return bytes(kept)
    return (_without_id3(data) or data) if media_type == "audio/mpeg" else data


def _blank(data: bytearray, at: int, end: int, *, level: int) -> None:
    """What is cut off or lies about its size is left: no player reads further either."""
    while at + 8 <= end:
        head, size = _head_and_size(data, at, end)
        kind = bytes(data[at + 4 : at + 8])
        if size < head or at + size > end:
            return
        if kind in SAID:
            data[at + 4 : at + size] = b"free" + bytes(size - 8)
            data[at : at + 4] = size.to_bytes(4)
        elif kind in HOLDS[level]:
            _blank(data, at + head, at + size, level=level + 1)
        at += size


def _head_and_size(data: bytearray, at: int, end: int) -> tuple[int, int]:
    """Size 0 reaches to the end, 1 says that eight bytes of size follow."""
    size = int.from_bytes(data[at : at + 4])
    if size == 1:
        return 16, int.from_bytes(data[at + 8 : at + 16])
    return 8, size or end - at


def _without_id3(data: bytes) -> bytes:
    if data[:3] == b"ID3" and len(data) > ID3_HEAD:
        footer = ID3_HEAD if data[5] & 0x10 else 0
        size = sum((byte & 0x7F) << 7 * n for n, byte in enumerate(reversed(data[6:10])))
        data = data[ID3_HEAD + size + footer :]
    return data[:-ID3_END] if data[-ID3_END:-125] == b"TAG" else data
