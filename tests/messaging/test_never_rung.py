"""What comes as a text or not at all."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import all_messages, tell
from tutor.jobs.owner import here
from tutor.messaging import outbox, purposes
from tutor.messaging.gateways.gateway import NumberRefused
from tutor.messaging.models import MessageState

pytestmark = [
    pytest.mark.usefixtures("database"),
    pytest.mark.parametrize("purpose", sorted(purposes.NEVER_RUNG)),
]

MOBILE, AT_HOME = "090-1234-5678", "0191-21-1111"


@pytest.mark.parametrize("phone", [None, AT_HOME])
def test_who_reads_no_texts_gets_none_and_is_not_rung(purpose: str, phone: str | None) -> None:
    assert tell(make.person(phone), purpose=purpose) == []


def test_what_the_night_would_make_too_late_is_not_rung(purpose: str) -> None:
    night = make.NOW + timedelta(hours=12)
    assert tell(make.person(MOBILE), purpose=purpose, now=night, not_after=night + timedelta(hours=1)) == []


def test_what_did_not_arrive_is_not_rung(purpose: str) -> None:
    [message] = tell(make.person(MOBILE), purpose=purpose)
    outbox.claim_one(make.NOW, here())
    outbox.record(message.id, make.NOW, NumberRefused("21614"), make.NOW)
    assert (all_messages(), message.state) == ([message], MessageState.FAILED)
