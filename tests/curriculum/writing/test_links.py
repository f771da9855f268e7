"""Addresses that cannot be one, found without asking anybody."""

from dataclasses import replace

import pytest

from tests.curriculum.small_curriculum import line_of
from tests.curriculum.writing.small import unit_text, written
from tutor.curriculum.writing.lines import Line
from tutor.curriculum.writing.links import Link, links_of, malformed


@pytest.mark.parametrize(
    "target",
    [
        "https://",
        "https://hachioji",
        "https://www.city.hachioji..jp/",
        "https://[1/",
        "https://www.city.jp:eighty/",
        "https://www.city.jp/two words",
        "tel:いちにさん",
        "tel:",
    ],
)
def test_an_address_that_cannot_be_opened_is_named(target: str) -> None:
    said = f"[市の案内]({target})"

    (problem,) = malformed([written(said)])

    assert problem[:2] == ("units/01-touch.md", line_of(unit_text(said=said), said))
    assert target in problem.sentence


@pytest.mark.parametrize(
    "target", ["https://www.city.hachioji.tokyo.jp/a/b.html?c=1#d", "http://example.jp:8080/", "tel:#9110"]
)
def test_an_address_that_can_be_one_is_left_alone(target: str) -> None:
    assert list(malformed([written(f"[ひらく]({target})")])) == []


def test_links_come_with_their_places() -> None:
    said = "[市](https://a.jp/)と[国](https://b.jp/)\n\nもどれます。"
    line = line_of(unit_text(said=said), "[市]")

    assert list(links_of([written(said)])) == [
        Link("units/01-touch.md", line, "https://a.jp/"),
        Link("units/01-touch.md", line, "https://b.jp/"),
    ]


def test_a_picture_is_no_link() -> None:
    picture = Line("units/01-touch.md", 12, "![手](pictures/hand.svg)")

    assert list(links_of([replace(written("もどれます。"), lines=(picture,))])) == []
