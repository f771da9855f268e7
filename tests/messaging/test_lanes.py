"""A way of sending that refuses everything stops, calls a person, and is opened again by one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.messaging.telling import all_messages, tell
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.jobs.owner import here
from tutor.messaging import lanes, outbox, queries, reclaiming
from tutor.messaging.models import Channel, LaneStop, Message, MessageState

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
SMS = Channel.SMS


def due(**values) -> Message:
    [message] = tell(make.person("090-1234-5678"), **values)
    db.session.commit()
    return message


def stop() -> None:
    lanes.stop_lane(SMS, "20003", now=make.NOW)
    db.session.commit()


def test_a_stopped_lane_takes_nothing_whichever_worker_asks_and_however_late() -> None:
    due()
    stop()
    assert outbox.claim_one(make.NOW + timedelta(hours=5), here()) is None


def test_another_lane_s_stop_is_not_this_one_s() -> None:
    message = due()
    lanes.stop_lane(Channel.VOICE, "20003", now=make.NOW)
    assert outbox.claim_one(make.NOW, here()) is message


def test_two_workers_refused_at_once_call_staff_once() -> None:
    stop()
    assert lanes.stop_lane(SMS, "21606", now=make.NOW) is None
    [call] = all_messages()
    assert call.channel is Channel.STAFF_CALL
    assert "20003" in (call.body or "")
    assert [one.code for one in lanes.stopped()] == ["20003"]


def test_every_city_s_coordinator_sees_the_call_first_and_it_does_not_lapse() -> None:
    stop()
    place = make.municipality()
    other = make.staff_call(place, make.person("0191-21-8633"))
    [call, *_] = all_messages()
    tomorrow = make.NOW + timedelta(days=1)
    reclaiming.expire_overdue(make.NOW + timedelta(hours=1))
    assert queries.ring_list(by=make.actor(Role.COORDINATOR, place=place), now=tomorrow) == [call, other]


def test_opened_by_staff_it_goes_on_and_the_call_is_gone() -> None:
    message = due()
    stop()
    staff = make.person()
    later = make.NOW + timedelta(minutes=5)
    for _ in range(2):
        lanes.open_lane(SMS, by=make.actor(Role.COORDINATOR, who=staff), now=later)
    db.session.commit()
    assert (lanes.stopped(), all_messages()[-1].state) == ([], S.WITHDRAWN)
    assert outbox.claim_one(later, here()) is message
    assert [(one.verb, one.actor_id) for one in db.session.scalars(select(Change))] == [
        ("open_lane", staff.id)
    ]


def test_stopped_again_after_it_was_opened_staff_are_called_again() -> None:
    stop()
    lanes.open_lane(SMS, by=make.actor(Role.COORDINATOR), now=make.NOW)
    stop()
    assert [one.state for one in all_messages()] == [S.WITHDRAWN, S.DUE]
    assert db.session.query(LaneStop).count() == 2


def test_what_a_stopped_lane_would_make_too_late_is_rung_while_there_is_time() -> None:
    near = due(not_after=make.NOW + timedelta(hours=2))
    far = due(about_id=8, not_after=make.NOW + timedelta(hours=2, minutes=1))
    reclaiming.expire_overdue(make.NOW)
    assert near.state is S.DUE
    stop()
    reclaiming.expire_overdue(make.NOW)
    assert (near.state, far.state) == (S.EXPIRED, S.DUE)
    call = all_messages()[-1]
    assert (call.channel, call.dedupe_key) == (Channel.STAFF_CALL, f"{near.dedupe_key}:call")


def test_where_nothing_rings_by_machine_what_waits_is_rung_by_staff_and_nobody_is_alarmed() -> None:
    [message] = tell(make.person("0191-21-8633"))
    for _ in range(2):
        lanes.set_up(Channel.VOICE, False, now=make.NOW)
    assert message.state is S.EXPIRED
    assert [one.wording_key for one in all_messages()] == ["lesson_booked", "ring_instead_of_call"]
    assert lanes.stopped() == []


def test_a_way_that_was_set_up_opens_by_itself_but_not_one_that_was_stopped() -> None:
    lanes.set_up(Channel.VOICE, False, now=make.NOW)
    lanes.set_up(Channel.VOICE, True, now=make.NOW)
    assert queries.are_shut() == set()
    stop()
    lanes.set_up(SMS, True, now=make.NOW)
    assert queries.are_shut() == {SMS}
