"""What a machine says, so that it is understood at the first hearing."""

import pytest

from tutor.messaging import spoken
from tutor.messaging.models import Meaning
from tutor.messaging.purposes import QUESTION


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("11月25日(水)10:00に決まりました", "11月25日、水曜日、午前10時に決まりました"),
        ("11月25日（土）13:30", "11月25日、土曜日、午後1時30分"),
        ("12:00から", "午後12時から"),
        ("9:05", "午前9時5分"),
        ("0191-21-8633へお電話ください", "0 1 9 1、2 1、8 6 3 3へお電話ください"),
        ("さとう・たかはし", "さとう、たかはし"),
        ("番号はABCD-EFGHです", "番号はABCD-EFGHです"),
        ("さんすう(木工)", "さんすう(木工)"),
    ],
)
def test_what_is_written_short_is_said_whole(written: str, said: str) -> None:
    assert spoken.aloud(written, "ja") == said


def test_english_keeps_its_own_hours() -> None:
    said = spoken.aloud("on Wed 25 Nov at 10:00. Please call 0191-21-8633.", "en")
    assert said == "on Wed 25 Nov at 10:00. Please call 0 1 9 1, 2 1, 8 6 3 3."


@pytest.mark.parametrize("purpose", ["lesson_booked", QUESTION])
@pytest.mark.parametrize("language", ["ja", "ja-easy", "en"])
def test_each_key_that_is_offered_means_something(language: str, purpose: str) -> None:
    offered = {letter for letter in spoken.words(language, purpose).keys if letter.isdigit()}
    assert offered == set(spoken.KEYS) == {"1", "2", "9"}
    assert spoken.KEYS["2"] is Meaning.CALL_ME


def test_said_again_it_does_not_greet_again() -> None:
    first, again = spoken.message("x", "ja"), spoken.message("x", "ja", again=True)
    assert (first[0], again[0]) == (spoken.JAPANESE.opening, spoken.JAPANESE.once_more)
    assert first[1:] == again[1:]


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en", "fr"])
def test_after_the_question_the_keys_answer_it(language: str) -> None:
    """ "If that is clear, press 1" would be no answer to: how was it?"""
    asked, told = (spoken.message("x", language, purpose) for purpose in (QUESTION, "lesson_booked"))
    assert asked[0] != told[0]
    assert asked[-1] != told[-1]
    assert spoken.words("fr", QUESTION) == spoken.words("ja", QUESTION)
