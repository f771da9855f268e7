"""How 丁目 is read aloud."""

import pytest

from tutor.places.readings import chome_reading


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "いっちょうめ"),
        (3, "さんちょうめ"),
        (8, "はっちょうめ"),
        (10, "じゅっちょうめ"),
        (12, "じゅうにちょうめ"),
        (20, "にじゅっちょうめ"),
        (21, "にじゅういっちょうめ"),
    ],
)
def test_chome_is_read_as_people_say_it(number, expected):
    assert chome_reading(number) == expected
