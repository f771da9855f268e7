"""How long a text is for the network."""

import pytest

from tutor.messaging import lengths


@pytest.mark.parametrize(
    ("text", "count", "parts"),
    [
        ("あ" * 70, 70, 1),
        ("あ" * 71, 71, 2),
        ("あ" * 134, 134, 2),
        ("あ" * 135, 135, 3),
        ("𠮷野家", 4, 1),
        ("😀" * 36, 72, 2),
        ("あ" + "😀" * 66, 133, 2),
        ("ああ" + "😀" * 66, 134, 3),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("[" * 80, 160, 1),
        ("[" * 81, 162, 2),
        ("a" * 70 + "–", 71, 2),
        ("", 0, 1),
    ],
)
def test_lengths_count_as_the_network_counts(text: str, count: int, parts: int) -> None:
    assert (lengths.units(text), lengths.segments(text)) == (count, parts)
