"""Somebody died over it; it may have arrived; it came too late."""

import subprocess
import sys
from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import all_messages, events, tell
from tutor.database import db
from tutor.jobs.owner import Owner, here, of
from tutor.messaging import outbox, reclaiming
from tutor.messaging.actions import withdraw
from tutor.messaging.gateways.gateway import Absent, CannotSay, Found, Sighting
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.steps import note, step

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
SOON, LATE = make.NOW + timedelta(seconds=30), make.NOW + timedelta(seconds=61)
AFTER_QUARANTINE = make.NOW + timedelta(minutes=6)


def held_by(owner: Owner, **values) -> Message:
    [message] = tell(make.person(values.pop("phone", "090-1234-5678")), **values)
    db.session.commit()
    assert outbox.claim_one(make.NOW, owner) is message
    db.session.commit()
    return message


def unknown_since_now(**values) -> Message:
    message = held_by(here(), **values)
    step(message, S.UNKNOWN, now=make.NOW)
    db.session.commit()
    return message


def seen(message: Message, sighting: Sighting, at=AFTER_QUARANTINE) -> MessageState:
    assert message.attempt_at
    reclaiming.record_sighting(message.id, message.attempt_at, sighting, at)
    db.session.commit()
    return message.state


@pytest.fixture
def sleeper():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield child
    child.kill()
    child.wait()


def test_what_a_living_owner_has_freshly_in_hand_is_let_alone(sleeper) -> None:
    held_by(of(sleeper.pid))
    assert reclaiming.stale_claims(SOON) == []


def test_a_dead_owner_s_message_is_unknown_at_once(sleeper) -> None:
    message = held_by(of(sleeper.pid))
    sleeper.kill()
    sleeper.wait()
    assert reclaiming.stale_claims(SOON) == [message]
    reclaiming.reclaim(message.id, SOON)
    assert message.state is S.UNKNOWN


def test_an_owner_past_its_lease_is_ended_first(sleeper) -> None:
    message = held_by(of(sleeper.pid))
    reclaiming.reclaim(message.id, LATE)
    assert message.state is S.UNKNOWN
    assert sleeper.wait(5) == -9


def test_a_reused_number_is_not_killed(sleeper) -> None:
    owner = of(sleeper.pid)
    message = held_by(Owner(owner.host, owner.pid, owner.started - timedelta(seconds=1)))
    reclaiming.reclaim(message.id, LATE)
    assert message.state is S.UNKNOWN
    assert sleeper.poll() is None


def test_we_do_not_end_ourselves() -> None:
    message = held_by(here())
    assert reclaiming.stale_claims(SOON) == []
    reclaiming.reclaim(message.id, LATE)
    assert message.state is S.UNKNOWN


def test_another_machine_s_message_waits_for_the_lease() -> None:
    message = held_by(Owner("another-machine", 7, make.NOW))
    assert reclaiming.stale_claims(SOON) == []
    assert reclaiming.stale_claims(LATE) == [message]


def test_reclaiming_looks_again_before_it_acts() -> None:
    message = held_by(here())
    reclaiming.reclaim(message.id, SOON)
    assert message.state is S.SENDING


def test_found_is_sent_even_before_the_quarantine_ends() -> None:
    message = unknown_since_now()
    assert seen(message, Found(("SM1",)), SOON) is S.SENT
    assert message.sid == "SM1"


def test_absent_counts_only_after_the_quarantine() -> None:
    message = unknown_since_now()
    assert seen(message, Absent(), SOON) is S.UNKNOWN
    assert seen(message, Absent()) is S.DUE
    assert outbox.claim_one(AFTER_QUARANTINE, here()) is message


def test_no_answer_never_releases_it() -> None:
    assert seen(unknown_since_now(), CannotSay("ReadTimeout"), make.NOW + timedelta(days=1)) is S.UNKNOWN


def test_the_quarantine_begins_again_with_each_try() -> None:
    message = unknown_since_now()
    note(message, "unknown", now=AFTER_QUARANTINE)
    assert seen(message, Absent()) is S.UNKNOWN


def test_an_answer_about_an_older_try_is_not_about_this_one() -> None:
    message = unknown_since_now()
    reclaiming.record_sighting(message.id, make.NOW - timedelta(hours=1), Absent(), AFTER_QUARANTINE)
    assert message.state is S.UNKNOWN


def test_found_but_known_as_another_message_is_not_this_one() -> None:
    other = held_by(here(), about_id=8, phone="080-1111-2222")
    outbox.record(other.id, make.NOW, outbox.Accepted("SM1"), make.NOW)
    message = unknown_since_now()
    assert seen(message, Found(("SM1",)), SOON) is S.UNKNOWN
    assert seen(message, Found(("SM1", "SM2"))) is S.SENT
    assert message.sid == "SM2"


def test_absent_and_too_late_is_expired() -> None:
    message = unknown_since_now(not_after=make.NOW + timedelta(minutes=3))
    assert seen(message, Absent()) is S.EXPIRED


def test_absent_and_taken_back_is_withdrawn() -> None:
    message = unknown_since_now()
    withdraw(about_kind="lesson", about_id=7, now=SOON)
    assert seen(message, Absent()) is S.WITHDRAWN


def test_overdue_texts_and_calls_expire() -> None:
    tell(make.person("090-1234-5678"), not_after=SOON)
    tell(make.person("0191-21-8633"), not_after=SOON)
    tell(make.person("080-1111-2222"))
    assert reclaiming.expire_overdue(make.NOW) == 0
    assert reclaiming.expire_overdue(SOON) == 2
    assert [one.state for one in all_messages()] == [S.EXPIRED, S.EXPIRED, S.DUE]
    assert events(all_messages()[0])[-1] == ("us", "expired")


def test_a_text_that_the_night_would_make_too_late_is_rung() -> None:
    """It was due by day, and nobody sent it: the worker was down."""
    [text] = tell(make.person("090-1234-5678"), not_after=make.NOW + timedelta(hours=22))
    night = make.NOW + timedelta(hours=12)
    assert reclaiming.expire_overdue(night) == 1
    call = all_messages()[-1]
    assert (text.state, call.channel, call.state) == (S.EXPIRED, Channel.STAFF_CALL, S.DUE)
    assert reclaiming.expire_overdue(night) == 0


def test_a_text_that_can_wait_for_nine_waits() -> None:
    tell(make.person("090-1234-5678"))
    assert reclaiming.expire_overdue(make.NOW + timedelta(hours=12)) == 0


def test_what_is_on_its_way_does_not_expire() -> None:
    message = held_by(here(), not_after=SOON)
    reclaiming.expire_overdue(LATE)
    assert message.state is S.SENDING
