"""What follows from what a message is for."""

import pytest

from tutor.messaging import purposes
from tutor.messaging.models import Meaning


@pytest.mark.parametrize(
    ("purpose", "kind"),
    [
        ("lesson_reminder_3", "lesson_reminder"),
        ("lesson_reminder_1", "lesson_reminder"),
        ("homework_14", "homework"),
        ("lesson_question", "lesson_question"),
        ("lesson_moved", None),
        ("lesson_cancelled", None),
        ("staffing_reminder_1", None),
        ("lesson_reminders", None),
    ],
)
def test_what_can_be_stopped_is_known_by_the_front_of_its_name(purpose: str, kind: str | None) -> None:
    assert purposes.stoppable(purpose) == kind


@pytest.mark.parametrize(
    ("purpose", "meaning"),
    [
        (purposes.QUESTION, Meaning.CALL_ME),
        (purposes.HOMEWORK, Meaning.CALL_ME),
        ("lesson_reminder_1", Meaning.CANNOT_COME),
    ],
)
def test_only_before_a_lesson_a_two_says_that_nobody_comes(purpose: str, meaning: Meaning) -> None:
    assert purposes.meant(Meaning.CANNOT_COME, purpose) is meaning
    assert purposes.meant(Meaning.NOTED, purpose) is Meaning.NOTED
