"""Sentences as people write them. A wrong yes, no or stop is worse than a sentence that staff read."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.messaging.models import Meaning
from tutor.replies.meanings import meaning_of

FILE = Path(__file__).with_name("sentences.txt")


def sentences() -> dict[Meaning, list[str]]:
    found: dict[Meaning, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("["):
            under = found.setdefault(Meaning(line.strip("[]")), [])
        elif line:
            under.append(line)
    return found


@pytest.mark.parametrize("meaning", Meaning)
def test_a_sentence_is_understood_or_left_to_a_person(meaning: Meaning) -> None:
    heard = {text: meaning_of(text) for text in sentences()[meaning]}
    assert {text: found for text, found in heard.items() if found is not meaning} == {}


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_any_text_has_a_meaning_and_noise_is_never_yes_or_stop(text: str) -> None:
    assert meaning_of(text) in Meaning
    assert meaning_of(f"いや{text}") not in {Meaning.NOTED, Meaning.STOP, Meaning.AGAIN}


@pytest.mark.parametrize(
    "piece", ["よろしくお願いします", "電話をかけて", "はい", "もう", "お休みを", "行け", "ですが"]
)
def test_no_text_keeps_the_patterns_busy(piece: str) -> None:
    began = time.process_time()
    meaning_of((piece * 800)[:1600] + "x")
    assert time.process_time() - began < 0.2
