"""What a machine says or nobody: never rung by staff."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import all_messages, tell
from tutor.jobs.owner import here
from tutor.messaging import outbox
from tutor.messaging.gateways.gateway import NumberRefused
from tutor.messaging.lanes import stop_lane
from tutor.messaging.models import Channel, MessageState
from tutor.messaging.purposes import NEVER_RUNG, QUESTION

pytestmark = [
    pytest.mark.usefixtures("database"),
    pytest.mark.parametrize("purpose", sorted(NEVER_RUNG)),
]

MOBILE, AT_HOME = "090-1234-5678", "0191-21-1111"


def test_who_has_no_number_is_not_rung(purpose: str) -> None:
    assert tell(make.person(), purpose=purpose) == []


def test_at_home_only_the_question_is_asked_by_a_machine(purpose: str) -> None:
    made = tell(make.person(AT_HOME), purpose=purpose)
    assert [one.channel for one in made] == ([Channel.VOICE] if purpose == QUESTION else [])


def test_while_no_machine_rings_nobody_does(purpose: str) -> None:
    stop_lane(Channel.VOICE, "20003", now=make.NOW)
    assert tell(make.person(AT_HOME), purpose=purpose) == []


def test_what_the_night_would_make_too_late_is_not_rung(purpose: str) -> None:
    night = make.NOW + timedelta(hours=12)
    assert tell(make.person(MOBILE), purpose=purpose, now=night, not_after=night + timedelta(hours=1)) == []


def test_what_did_not_arrive_is_not_rung(purpose: str) -> None:
    [message] = tell(make.person(MOBILE), purpose=purpose)
    outbox.claim_one(make.NOW, here())
    outbox.record(message.id, make.NOW, NumberRefused("21614"), make.NOW)
    assert (all_messages(), message.state) == ([message], MessageState.FAILED)
