"""The English catalogue says everything that the Japanese pages say, and nothing else."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.catalog import Message

from tests.architecture.test_texts import JAPANESE, of_python, of_templates

TUTOR = Path(__file__).parents[2] / "tutor"
CATALOGUE = TUTOR / "translations/en/LC_MESSAGES/messages.po"
PLACE = re.compile(r"%\((\w+)\)[sd]")
MOST_QUOTED = 1 / 3
"""Kana, eras and headings of an office's own table are shown as they are typed; but most must be English."""


def said() -> set[str]:
    """As `make texts` finds them."""
    return {text for _, text in of_templates() + of_python() if text}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Message]:
    with CATALOGUE.open("rb") as file:
        return {
            one.id if isinstance(one.id, str) else one.id[0]: one for one in pofile.read_po(file) if one.id
        }


def forms(text: str | Sequence[str]) -> list[str]:
    """Of a text with a number in it there are two."""
    return [text] if isinstance(text, str) else list(text)


def test_every_text_of_a_page_is_in_it_and_no_other(catalogue):
    texts, known = said(), {text for one in catalogue.values() for text in forms(one.id)}

    assert sorted(texts - known) == [], "run make texts, then translate"
    assert sorted(known - texts) == [], "run make texts"
    assert len(texts) > 1000


def test_none_is_left_untranslated_or_only_guessed(catalogue):
    assert [key for key, one in catalogue.items() if one.fuzzy or not all(forms(one.string))] == []


def test_places_to_fill_in_are_the_same(catalogue):
    """A missing one loses a name; an unknown one breaks the page."""
    different = [
        key
        for key, one in catalogue.items()
        for text in forms(one.string)
        if set(PLACE.findall(key)) != set(PLACE.findall(text))
    ]

    assert different == []


def test_english_is_english(catalogue):
    japanese = [
        text
        for one in catalogue.values()
        for text in forms(one.string)
        if len(JAPANESE.findall(text)) > MOST_QUOTED * len(text)
    ]

    assert japanese == []
