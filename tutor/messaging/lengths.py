"""How long a text is, as the telephone network counts it."""

ONE_SEGMENT, PER_PART = 70, 67
# The network's own alphabet (GSM 03.38), in which English goes: letters of seven bits, a few of them escaped.
ONE_LATIN, PER_LATIN_PART = 160, 153
LATIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
LATIN_OF_TWO = frozenset("^{}\\[~]|€\f")


def units(text: str) -> int:
    """As the telephone network counts: UTF-16 units, so an emoji or 𠮷 is two; in plain Latin a [ is two."""
    return sum(_sizes(text))


def one_segment(text: str) -> int:
    return ONE_LATIN if is_latin(text) else ONE_SEGMENT


def segments(text: str) -> int:
    """A letter is never cut in two, so a part may stay one short."""
    sizes = _sizes(text)
    if sum(sizes) <= one_segment(text):
        return 1
    most, parts, room = PER_LATIN_PART if is_latin(text) else PER_PART, 0, 0
    for size in sizes:
        if size > room:
            parts, room = parts + 1, most
        room -= size
    return parts


def is_latin(text: str) -> bool:
    """One letter outside this set, and the whole text is sent in the dearer way."""
    return set(text) <= LATIN | LATIN_OF_TWO


def _sizes(text: str) -> list[int]:
    if is_latin(text):
        return [2 if letter in LATIN_OF_TWO else 1 for letter in text]
    return [2 if ord(letter) > 0xFFFF else 1 for letter in text]
