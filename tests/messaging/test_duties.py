"""What is owed, its call and its repetitions have keys of their own."""

from datetime import UTC, datetime

from tutor.messaging.duties import Duty, again_key, call_key


def test_the_key_says_what_about_what_and_when() -> None:
    moment = datetime(2026, 11, 22, 1, tzinfo=UTC)
    duty = Duty("lesson_booked", "lesson", 7, "202611250100", {}, None, moment, moment, False)
    assert duty.key == "lesson_booked:lesson:7:202611250100:"


def test_what_takes_its_place_or_says_it_again_is_another() -> None:
    assert call_key("x:1") == "x:1:call"
    assert again_key("x:1") == "x:1:again1"
    assert again_key("x:1:again1") == "x:1:again2"
    assert again_key("x:1:again1:call") == "x:1:again1:call:again1"
    assert again_key("x:1:again1:call:again9") == "x:1:again1:call:again10"
    assert again_key("") == ":again1"
