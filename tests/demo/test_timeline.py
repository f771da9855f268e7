"""The past is replayed in order, and owes nobody anything afterwards."""

from datetime import timedelta

from sqlalchemy import select

from tests import make
from tutor.actor import Role
from tutor.database import db
from tutor.demo.timeline import Timeline, ring, send_due
from tutor.lessons import announcements
from tutor.messaging import lanes
from tutor.messaging.models import Channel, Message, MessageState

HOUR = timedelta(hours=1)


def test_steps_run_in_the_order_of_their_moments():
    done, timeline = [], Timeline()
    for hours in (3, 1, 2):
        timeline.add(make.NOW + HOUR * hours, lambda now: done.append(now))

    timeline.run(until=make.NOW + HOUR * 2)

    assert done == [make.NOW + HOUR, make.NOW + HOUR * 2]


def test_step_added_by_a_step_runs_in_its_turn():
    done, timeline = [], Timeline()
    timeline.add(make.NOW, lambda now: timeline.add(now + HOUR, lambda _: done.append("added")))
    timeline.add(make.NOW + HOUR * 2, lambda _: done.append("later"))

    timeline.run(until=make.NOW + HOUR * 3)

    assert done == ["added", "later"]


def booked(phone):
    learner = make.learner(phone=phone)
    tutors = (make.tutor(phone="09012345678"), make.tutor(phone="09012345679"))
    lesson = make.lesson(tutors=tutors, learners=(learner,))
    announcements.booked(lesson, now=make.NOW)
    return lesson


def states(channel):
    return set(db.session.scalars(select(Message.state).where(Message.channel == channel)))


def test_texts_of_the_past_are_sent_in_the_past(database):
    booked("08011112222")

    send_due(make.NOW)

    sent = db.session.scalars(select(Message)).all()
    assert states(Channel.SMS) == {MessageState.SENT}
    assert {message.attempt_at for message in sent} == {make.NOW}
    assert all(message.sid for message in sent)


def test_ring_list_is_worked_through_but_for_the_last_ones(database):
    lanes.set_up(Channel.VOICE, False, now=make.NOW)
    lessons = [booked(f"0191-00-{n:04}") for n in (1001, 1002, 1003)]
    city = lessons[0].programme.municipality
    by = make.actor(Role.COORDINATOR, who=make.granted(Role.COORDINATOR, city))

    ring(make.NOW, by=by, leave=1)

    calls = db.session.scalars(select(Message).where(Message.channel == Channel.STAFF_CALL)).all()
    assert sorted(call.state.value for call in calls) == ["done", "done", "due"]
    assert all(call.ended_by_id == by.person_id for call in calls if call.state is MessageState.DONE)
