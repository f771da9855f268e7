"""How was the lesson: counted without names, each person once a lesson."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import tell
from tutor.database import db
from tutor.messaging.models import Inbound, Meaning, MessageState
from tutor.messaging.purposes import QUESTION
from tutor.reports.answers import after_lessons

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def programme(database):
    return make.programme(make.municipality())


def asked(programme, *answers, state=MessageState.SENT, times=1, phone=None, people=1):
    """So many lessons, of each the question and what came back."""
    for n in range(times):
        number = phone or f"090-1234-{asked.number:04}"
        asked.number += 1
        who = [make.person(number) for _ in range(people)]
        lesson = make.lesson(programme=programme, starts_at=make.NOW - timedelta(days=n + 1))
        [message] = tell(*who, purpose=QUESTION, about_id=lesson.id)
        message.state = state
        for k, meaning in enumerate(answers):
            sid = f"SM{message.id}-{k}"
            heard = {"at": make.NOW, "sid": sid, "contact_point": message.contact_point, "message": message}
            make.add(Inbound(meaning=meaning, **heard))
    db.session.flush()


asked.number = 1


def found(programme):
    return {label.message: str(number) for label, number in after_lessons([programme.id])}


def test_ones_and_twos_other_words_and_silence_are_counted_apart(programme):
    asked(programme, Meaning.NOTED, times=5)
    asked(programme, Meaning.CALL_ME, times=4)
    asked(programme, Meaning.UNCLEAR, times=3)
    asked(programme, times=6)
    assert found(programme) == {"よかった": "5", "相談したい": "4", "ほかのお返事": "3", "お返事なし": "6"}


def test_who_answers_twice_counts_as_the_last_time(programme):
    asked(programme, Meaning.NOTED, Meaning.CALL_ME, times=3)
    assert (found(programme)["よかった"], found(programme)["相談したい"]) == ("0", "3")


def test_a_number_that_two_share_answers_for_both(programme):
    asked(programme, Meaning.NOTED, people=2, times=2)
    assert found(programme)["よかった"] == "4"


def test_one_or_two_are_not_told_apart_and_cannot_be_worked_out(programme):
    asked(programme, Meaning.NOTED, times=5)
    asked(programme, Meaning.CALL_ME)
    (_, good), (_, to_talk), *_ = after_lessons([programme.id])
    assert (good.words.message, to_talk.words.message) == ("伏せています", "%(n)d未満")


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.WITHDRAWN, MessageState.DUE])
def test_who_was_not_reached_is_not_silent(programme, state):
    asked(programme, state=state, times=3)
    assert found(programme)["お返事なし"] == "0"


def test_another_programme_is_not_counted(programme):
    asked(make.programme(make.municipality()), Meaning.NOTED, times=3)
    assert found(programme)["よかった"] == "0"
