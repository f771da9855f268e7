"""Lessons are moved, called off, put back, restaffed, finished; people stop, clocks jump, the provider lies.

Whatever happens in whichever order, at the very moment in which a text or a call leaves us: it is day, it is
not too late, nobody has taken it back, who stopped gets none, and what it says is still so. A telephone rings
again only if we know that nobody heard us, never twice at once. STORM_LIVES=1000 is long; few on PostgreSQL.
"""

import os
from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests import make
from tests.curriculum.plain_content import two_stages
from tests.faults import at_the_door
from tests.faults.second_texts import SecondTexts, ended
from tests.faults.telephones import WAYS, Telephones
from tutor.actor import WORKER
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs.owner import here
from tutor.learning.actions import enrol, finish_homework, give_homework
from tutor.learning.models import Homework
from tutor.lessons import actions, attendance, on_the_way, staffing
from tutor.lessons.models import Came, Lesson, LessonState
from tutor.lessons.saying_no import says_no
from tutor.local_time import local
from tutor.messaging import outbox, reclaiming, stops
from tutor.messaging.gateways.gateway import Accepted, NumberRefused, TryLater, Unknown
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.purposes import STOPPABLE
from tutor.messaging.wording import load_wordings
from tutor.reminders import plans
from tutor.reminders.actions import queue_due
from tutor.reminders.rules import AFTERWARDS, SHIPPED

pytestmark = pytest.mark.usefixtures("database")

SENT: Counter[str] = Counter()
RUNG: Counter[str] = Counter()
BY_MACHINE = (Channel.SMS, Channel.VOICE)
LIVES = int(os.environ.get("STORM_LIVES", "4" if "TEST_POSTGRES" in os.environ else "12"))
BY = make.actor()
HOURS = st.sampled_from([0, 8, 9, 10, 13, 14, 16, 19, 23])
CERTAIN = ("accepted", "accepted", "accepted", "later", "refused", "stopped", "lost", "landed unseen", "off")
LANDS = ("accepted", "landed unseen", "off")


class Life(SecondTexts, RuleBasedStateMachine):
    """All in one transaction, which is taken back in the end: a life costs no deleting."""

    def __init__(self) -> None:
        super().__init__()
        db.session.rollback()
        self.now, self.lived = make.NOW, timedelta()
        self.telephones = Telephones()
        load_wordings(self.now)
        if curricula.newest("small") is None:
            publish(two_stages(), by=WORKER, now=self.now)
        self.city = make.municipality()
        self.programme = make.programme(self.city)
        self.tutors = [make.tutor(phone=f"080-1111-000{n}") for n in range(3)]
        numbers = ("090-1111-2222", "090-1111-2222", "090-3333-4444", "0191-21-1111", None, "050-1111-2222")
        self.learners = [make.learner(self.city, phone=number) for number in numbers]
        for one in self.learners:
            enrol(one, curriculum_key="small", by=WORKER, now=self.now)
        self.lessons: list[Lesson] = []
        stops.stop(self.learners[2].person, "lesson_reminder", by=BY, now=self.now)
        for n, days in enumerate((2, 4, 9)):
            self.book(days, 10 + 2 * n, 0, couple=n == 2)
            self.book(days, 14, 2, couple=False)
            self.book(days, 16, 3 + n % 2 * 2, couple=False)

    def teardown(self) -> None:
        db.session.rollback()
        db.session.expunge_all()

    # What may happen

    @rule(days=st.integers(0, 15), hour=HOURS, first=st.integers(0, 5), couple=st.booleans())
    def book(self, days: int, hour: int, first: int, couple: bool) -> None:
        learners = self.learners[:2] if couple else [self.learners[first]]
        start = self._at(days, hour)
        booking = actions.Booking(
            programme=self.programme,
            kind=make.LessonKind.VISIT,
            title="訪問",
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            tutors=self.tutors[:2],
            learners=learners,
            household=learners[0].person.household,
        )
        if start > self.now and (made := self._try(actions.book, booking)):
            self.lessons.append(made)

    @precondition(lambda self: self.lessons)
    @rule(which=st.integers(0, 99), days=st.integers(0, 9), hour=HOURS)
    def move(self, which: int, days: int, hour: int) -> None:
        start = self._at(days, hour)
        if start > self.now:
            end = start + timedelta(hours=1)
            self._try(actions.move, self._lesson(which), starts_at=start, ends_at=end)

    @precondition(lambda self: self.lessons)
    @rule(which=st.integers(0, 99))
    def cancel(self, which: int) -> None:
        self._try(actions.cancel, self._lesson(which), reason="雪")

    @precondition(lambda self: self.lessons)
    @rule(which=st.integers(0, 99))
    def reinstate(self, which: int) -> None:
        self._try(actions.reinstate, self._lesson(which))

    @precondition(lambda self: self.lessons)
    @rule(which=st.integers(0, 99), gone=st.integers(0, 2), come=st.integers(0, 2))
    def restaff(self, which: int, gone: int, come: int) -> None:
        self._try(staffing.replace, self._lesson(which), self.tutors[gone], self.tutors[come])

    @precondition(lambda self: self.lessons)
    @rule(which=st.integers(0, 99))
    def say_no(self, which: int) -> None:
        lesson = self._lesson(which)
        says_no(lesson.id, [one.learner_id for one in lesson.attendances], by=BY, now=self.now)

    @precondition(lambda self: self.lessons)
    @rule(which=st.integers(0, 99), came=st.sampled_from([Came.CAME, Came.MISSED]), practise=st.booleans())
    def teach(self, which: int, came: Came, practise: bool) -> None:
        """To its end, whenever that is; the record is written at once."""
        lesson = self._lesson(which)
        if not lesson.live or lesson.state is not LessonState.PLANNED or lesson.ends_at < self.now:
            return
        self.until(lesson.ends_at)
        for row in lesson.attendances:
            attendance.tick(row, came, by=BY, now=self.now)
            if practise and came is Came.CAME:
                talk = curricula.unit("small", "talk")
                give_homework(row.learner, unit=talk, lesson=lesson, due_on=None, by=BY, now=self.now)
        attendance.finish(lesson, stages={}, by=BY, now=self.now)

    @rule(which=st.integers(0, 99))
    def practise(self, which: int) -> None:
        rows = db.session.query(Homework).order_by(Homework.id).all()
        if rows:
            finish_homework(rows[which % len(rows)], by=BY, now=self.now)

    @precondition(lambda self: self.lessons)
    @rule(which=st.integers(0, 99))
    def set_out(self, which: int) -> None:
        self._try(on_the_way.say, self._lesson(which))

    @rule(who=st.sampled_from([0, 1, 2, 2, 3, 4, 5]), kind=st.sampled_from(STOPPABLE), stops_it=st.booleans())
    def stop(self, who: int, kind: str, stops_it: bool) -> None:
        (stops.stop if stops_it else stops.take_back)(self.learners[who].person, kind, by=BY, now=self.now)

    @rule(name=st.integers(0, len(SHIPPED) - 1), hour=st.integers(9, 19), active=st.booleans())
    def plan(self, name: int, hour: int, active: bool) -> None:
        one = SHIPPED[name].changed(days=SHIPPED[name].most, wall=make.wall(hour), active=active)
        plans.change([one], self.city, by=BY, now=self.now)

    @rule(minutes=st.sampled_from([1, 7, 30, 60, 180, 600, 1440, 3000, -60]))
    def time_passes(self, minutes: int) -> None:
        """Also backwards: somebody has set the clock."""
        if minutes < 0:
            self.now += timedelta(minutes=minutes)
        else:
            self.until(self.now + timedelta(minutes=minutes))

    def until(self, moment: datetime) -> None:
        self.lived += moment - self.now
        self.now = moment

    @rule(
        which=st.integers(0, 99),
        name=st.integers(0, len(SHIPPED) - 1),
        seconds=st.sampled_from([-30, 0, 1, 300, 7200]),
        answer=st.sampled_from(CERTAIN),
    )
    def reminder_s_moment(self, which: int, name: int, seconds: int, answer: str) -> None:
        """Where most of it happens: about the moment of a reminder, the beginning or the end of one."""
        if self.lessons:
            lesson = self._lesson(which)
            over = lesson.state is LessonState.FINISHED
            named = [one for one in SHIPPED if (one.whom in AFTERWARDS) is over]
            reminder, every = named[name % len(named)], plans.plans(self.now).of(self.city.id)
            moments = (every.moment(reminder, lesson.starts_at), every.until(reminder, lesson.starts_at))
            later = [at for one in moments if (at := one + timedelta(seconds=seconds)) > self.now]
            self.until(min(later, default=self.now))
        self.work(answer, 20, 8)

    @rule(answer=st.sampled_from(CERTAIN), slow=st.sampled_from([0, 20, 45]), most=st.integers(1, 8))
    def turn(self, answer: str, slow: int, most: int) -> None:
        self.work(answer, slow, most)

    def work(self, answer: str, slow: int, most: int) -> None:
        """A turn of the worker, which may be slow between the claim and the sending."""
        self.tidy()
        for channel in BY_MACHINE:
            for _ in range(most):
                message = outbox.claim_one(self.now, here(), channel)
                if message is None:
                    break
                self.until(self.now + timedelta(seconds=slow))
                self.send(message, answer)

    @precondition(lambda self: self.telephones.ringing())
    @rule(which=st.integers(0, 99), way=st.sampled_from(WAYS))
    def somebody_is_rung(self, which: int, way: str) -> None:
        ringing = self.telephones.ringing()
        self.telephones.end(ringing[which % len(ringing)], way, self.now)
        db.session.flush()
        RUNG[way] += 1

    @rule(way=st.sampled_from(WAYS), answer=st.sampled_from(CERTAIN))
    def a_call_s_moment(self, way: str, answer: str) -> None:
        """When the next one is due, which may have rung in vain before."""
        due = select(func.min(Message.not_before)).where(
            Message.state == MessageState.DUE, Message.channel == Channel.VOICE
        )
        self.until(max(self.now, db.session.scalar(due) or self.now))
        self.work(answer, 0, 4)
        for _ in self.telephones.ringing():
            self.somebody_is_rung(0, way)

    @rule(answer=st.sampled_from(CERTAIN), channel=st.sampled_from(BY_MACHINE))
    def claim_then(self, answer: str, channel: Channel) -> None:
        """Between the claim and the sending all that waits is taken back."""
        message = outbox.claim_one(self.now, here(), channel)
        if message is not None:
            if message.about_kind == "lesson":
                self._try(actions.cancel, db.session.get_one(Lesson, message.about_id), reason="雪")
            self.send(message, answer)

    # How the worker does it

    def tidy(self) -> None:
        reclaiming.expire_overdue(self.now)
        queue_due(self.now)
        for message in (*reclaiming.unknown(), *reclaiming.unknown(Channel.VOICE)):
            seen = self.telephones.listed(message)
            reclaiming.record_sighting(message.id, message.attempt_at, seen, self.now)
        self.telephones.asked(self.now, self.lived)
        db.session.flush()

    def send(self, message: Message, answer: str) -> None:
        attempt_at, going = message.attempt_at, outbox.before_post(message.id, here(), self.now)
        if going is None:
            return
        SENT[message.purpose] += 1
        at_the_door.check(message, self.now)
        sid = self.telephones.take(message, self.lived) if answer in LANDS else ""
        answers = {
            "accepted": Accepted(sid),
            "off": Accepted(sid),
            "later": TryLater("429"),
            "refused": NumberRefused("21614", stopped=False),
            "stopped": NumberRefused("21610", stopped=True),
        }
        outbox.record(message.id, attempt_at, answers.get(answer, Unknown("timeout")), self.now)
        if answer == "off" and message.channel is Channel.SMS:
            ended(message, sid, now=self.now, off=True)
        db.session.flush()

    def _lesson(self, which: int) -> Lesson:
        return self.lessons[which % len(self.lessons)]

    def _at(self, days: int, hour: int) -> datetime:
        return local(self.now).replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(
            make.UTC
        ) + timedelta(days=days)

    def _try(self, act, *args, **values):
        """Refused is no accident: the page says why."""
        try:
            with db.session.begin_nested():
                return act(*args, **values, by=BY, now=self.now)
        except (Refused, IntegrityError):
            return None


def test_in_any_life_nothing_leaves_at_night_or_too_late_or_taken_back_or_stopped_or_untrue() -> None:
    quiet = settings(
        max_examples=LIVES,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(Life, settings=quiet)
    again = dict(at_the_door.AGAIN)
    print(f"{LIVES} lives, {sum(SENT.values())} at the door: {dict(SENT)}, again {again}; rang: {dict(RUNG)}")
    assert min(len(SENT), len(RUNG)) > 0, "nothing was ever sent, or nobody was ever rung"
