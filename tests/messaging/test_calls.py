"""The ring list: calls that staff make, finish, or try again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.messaging.telling import events, tell
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.messaging import lists, queries
from tutor.messaging.actions import could_not_reach, finish_call, ring_instead
from tutor.messaging.models import Channel, MessageState

pytestmark = pytest.mark.usefixtures("database")


def test_staff_finish_a_call_once() -> None:
    [call] = tell(make.person("0191-21-8633"), ring=True)
    staff = make.person()
    by = make.actor(Role.COORDINATOR, who=staff)
    finish_call(call, by=by, now=make.NOW)
    assert (call.state, call.ended_by_id) == (MessageState.DONE, staff.id)
    assert events(call)[-1] == ("staff", "done")
    assert db.session.scalar(select(Change.verb)) == "finish_call"
    with pytest.raises(Refused):
        finish_call(call, by=by, now=make.NOW)


def test_nobody_answered_so_the_call_stays_on_the_list() -> None:
    [call] = tell(make.person("0191-21-8633"), ring=True)
    could_not_reach(call, by=make.actor(Role.COORDINATOR), now=make.NOW)
    assert call.state is MessageState.DUE
    assert events(call)[-1] == ("staff", "not_reached")


def test_a_text_that_cannot_arrive_is_rung_once_and_says_the_same() -> None:
    person = make.person("090-1234-5678")
    [message] = tell(person)
    call = ring_instead(message, now=make.NOW)
    assert call
    assert call.channel is Channel.STAFF_CALL
    assert (call.people, call.purpose) == ([person], "lesson_booked")
    assert message.body
    assert call.body
    assert message.body in call.body
    assert ring_instead(message, now=make.NOW) is None


def test_the_ring_list_is_most_urgent_first_and_of_ones_own_city_only() -> None:
    here, there = make.municipality(), make.municipality()
    later = tell(make.person(), municipality_id=here.id)[0]
    sooner = tell(make.person(), municipality_id=here.id, not_after=make.NOW + timedelta(hours=5))[0]
    other = tell(make.person(), municipality_id=there.id)[0]
    tell(make.person(), municipality_id=here.id, not_before=make.NOW + timedelta(hours=2))
    tell(make.person("090-1234-5678"), municipality_id=here.id)
    mine = make.actor(Role.COORDINATOR, place=here)
    assert queries.ring_list(by=mine, now=make.NOW) == [sooner, later]
    assert queries.ring_list(by=make.actor(Role.OFFICER, place=here), now=make.NOW) == []
    assert queries.ring_list(by=make.actor(Role.COORDINATOR), now=make.NOW) == [sooner, later, other]
    assert queries.call_by_uid(later.uid, by=mine) == later
    with pytest.raises(NotFound):
        queries.call_by_uid(other.uid, by=mine)


def test_messages_about_something_are_seen_by_its_coordinator() -> None:
    here = make.municipality()
    [message] = tell(make.person("090-1234-5678"), municipality_id=here.id)
    assert queries.messages_about("lesson", 7, by=make.actor(Role.COORDINATOR, place=here)) == [message]
    assert queries.messages_about("lesson", 7, by=make.actor(Role.TUTOR)) == []


def test_before_nine_the_list_shows_what_may_be_rung_from_nine() -> None:
    """A list that is printed at half past eight is complete."""
    half_past_eight = make.NOW - timedelta(minutes=90)
    [waits] = tell(make.person(), not_before=half_past_eight, now=half_past_eight)

    assert waits.not_before == make.NOW - timedelta(hours=1)
    assert queries.ring_list(by=make.actor(Role.COORDINATOR), now=half_past_eight) == [waits]


@pytest.mark.parametrize(
    ("ago", "left", "rests"),
    [(29, 60, True), (30, 60, False), (1, 29, False)],
    ids=["just now", "long enough", "no time to wait"],
)
def test_who_did_not_answer_is_rung_again_half_an_hour_later(ago: int, left: int, rests: bool) -> None:
    tried_at = make.NOW - timedelta(minutes=ago)
    [call] = tell(make.person(), not_after=make.NOW + timedelta(minutes=left))
    could_not_reach(call, by=make.actor(Role.COORDINATOR), now=tried_at)
    db.session.flush()
    resting = lists.resting([call], lists.tried([call]), now=make.NOW)
    assert resting == ({call.id: tried_at + timedelta(minutes=30)} if rests else {})
