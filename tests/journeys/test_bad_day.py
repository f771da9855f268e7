"""A bad morning: two tutors ill at half past seven, snow at eight, and a provider that refuses our token."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.web import enter
from tests.worker.fakes import Scripted
from tutor import clock
from tutor.actor import Role
from tutor.availability.actions import set_weekly_hours
from tutor.availability.models import Term
from tutor.database import begin_reading, db
from tutor.lessons.actions import Booking, book
from tutor.lessons.models import Lesson, LessonKind, LessonState
from tutor.local_time import at
from tutor.messaging import lanes
from tutor.messaging.gateways.gateway import LaneRefused
from tutor.messaging.lengths import units
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.wording import load_wordings
from tutor.people.models import PhoneKind
from tutor.visit_requests.actions import Asked, link_lesson, take
from tutor.visit_requests.queries import open_requests
from tutor.visit_requests.rules import HalfDay
from tutor.worker.running import Worker

TUESDAY = date(2026, 11, 24)
TODAY = {"first": "2026-11-24", "last": "2026-11-24", "part": "whole"}
NOON, SIX = time(12), time(18)


@dataclass
class Morning:
    """What each is called; the browser of the coordinator; the provider, who refuses until told otherwise."""

    app: Flask
    office: FlaskClient
    city: int = 0
    tutors: dict[str, str] = field(default_factory=dict)
    lessons: dict[str, str] = field(default_factory=dict)
    gateway: Scripted = field(default_factory=Scripted)
    now: datetime = make.NOW

    def page(self, address: str) -> str:
        return self.office.get(address).get_data(as_text=True)

    def post(self, address: str, **data: object):
        answer = self.office.post(address, data=data)
        assert answer.status_code in {200, 303}, answer.get_data(as_text=True)
        return answer

    def work(self) -> None:
        """A worker that has just been started: it knows nothing of the one before."""
        begin_reading(False)
        worker = Worker(self.app, self.gateway)
        for turn in (worker.reclaim, worker.tidy, worker.send):
            worker.tick(turn)

    def at(self, hour: int, minute: int = 0) -> None:
        self.now = at(TUESDAY, time(hour, minute))

    def messages(self, **values: object) -> list[Message]:
        return db.session.query(Message).filter_by(**values).order_by(Message.not_after, Message.id).all()


@pytest.fixture
def morning(app, client):
    told = Morning(app, client)
    clock.use(lambda: told.now)
    with app.app_context():
        begin_reading(False)
        load_wordings(told.now)
        city = make.municipality()
        told.city = city.id
        make_town(told, city)
        enter.as_staff(client, Role.COORDINATOR, city)
    told.work()  # what was booked on Sunday goes out on Sunday
    return told


def make_town(told: Morning, city) -> None:
    programme, valley = make.programme(city), make.town(city, name="谷")
    term = make.add(Term(name="後期", starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 15)))
    by, tutors = make.actor(Role.COORDINATOR), {}
    for n, name in enumerate(("佐藤", "高橋", "菊地", "千田", "及川", "工藤")):
        who = make.person(f"080-2222-000{n}", family_name=name, family_reading=f"こうし{n}")
        tutors[name] = make.tutor(("android", "experienced"), person=who, household=make.household(valley))
        hours = [(day, time(9), SIX) for day in range(5)]
        set_weekly_hours(tutors[name], term=term, hours=hours, by=by, now=told.now)
        told.tutors[name] = who.code
    plan = (
        ("小野寺", "090-1111-0001", 10, ("佐藤", "高橋")),
        ("千葉", "0191-22-0002", 14, ("菊地", "千田")),
        ("阿部", "090-1111-0003", 15, ("佐藤", "高橋")),
    )
    for name, number, hour, pair in plan:
        home = make.household(valley)
        learner = make.learner(person=make.person(number, family_name=name, household=home), household=home)
        request = take(asked(learner, programme, home), by=by, now=told.now)
        starts_at = at(TUESDAY, time(hour))
        booking = Booking(
            programme=programme,
            kind=LessonKind.VISIT,
            title="訪問レッスン",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            tutors=[tutors[one] for one in pair],
            learners=[learner],
            household=home,
        )
        lesson = book(booking, by=by, now=told.now)
        link_lesson(request, lesson, by=by, now=told.now)
        told.lessons[name] = lesson.code


def asked(learner, programme, home) -> Asked:
    wishes = [HalfDay(time(9), NOON, weekday=3), HalfDay(NOON, SIX, weekday=3)]
    return Asked(
        form_key=f"form-{learner.person_id}",
        programme=programme,
        people=[learner.person],
        phone_kind=PhoneKind.ANDROID,
        goal="写真",
        wishes=wishes,
        household=home,
    )


def test_bad_morning(morning):
    two_tutors_are_ill(morning)
    first_lesson_gets_somebody_else(morning)
    second_is_moved_to_thursday(morning)
    snow_takes_the_afternoon(morning)
    provider_refuses_and_then_everything_goes_out_once(morning)
    ring_list_is_worked_through(morning)


def two_tutors_are_ill(morning):
    morning.at(7, 30)
    sent = len(morning.gateway.sent)
    assert sent > 0
    whole_day = f"/office/tutors/{morning.tutors['佐藤']}/repairs"
    for name, leads_to in (("佐藤", whole_day), ("菊地", "/office/repairs")):
        assert f"/office/tutors/{morning.tutors[name]}/absence" in morning.page("/office/")
        answer = morning.post(f"/office/tutors/{morning.tutors[name]}/absence", **TODAY)
        assert answer.location == leads_to
    assert morning.page(whole_day).count('name="lesson"') == 2
    repairs = morning.page("/office/repairs")
    assert repairs.count("かわりの人が行く") == 3
    with morning.app.app_context():
        assert morning.messages(state=MessageState.DUE, purpose="lesson_tutor_changed") == []


def take_repair(morning, who, kind):
    at_ = f"/office/lessons/{morning.lessons[who]}/repairs"
    page = morning.page(at_)
    choice = re.search(rf'name="choice" value="({kind} [^"]+)"', page)[1]
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    seen = morning.post(at_, choice=choice, version=version).get_data(as_text=True)
    assert "まだ何も変えていません" in seen
    for _ in range(2):  # pressed twice
        morning.post(f"{at_}/take", choice=choice, version=version)
    return seen


def first_lesson_gets_somebody_else(morning):
    """It begins at ten: a text at nine would come too late for an old woman, so she is rung."""
    seen = take_repair(morning, "小野寺", "stand_in")
    assert "職員が電話をかける人" in seen
    with morning.app.app_context():
        lesson = db.session.query(Lesson).filter_by(code=morning.lessons["小野寺"]).one()
        assert lesson.lacking == 0
        told = morning.messages(about_kind="lesson", about_id=lesson.id, state=MessageState.DUE)
        assert {one.channel for one in told} == {Channel.STAFF_CALL}
        assert {person.family_name for one in told for person in one.people} >= {"小野寺", "高橋"}


def second_is_moved_to_thursday(morning):
    take_repair(morning, "千葉", "move")
    with morning.app.app_context():
        lesson = db.session.query(Lesson).filter_by(code=morning.lessons["千葉"]).one()
        assert lesson.starts_at > at(date(2026, 11, 26), time(9))
        assert lesson.lacking == 0


def snow_takes_the_afternoon(morning):
    morning.at(8)
    chosen = re.findall(r'name="chosen" value="([^"]+)"', morning.page("/office/weather?part=afternoon"))
    assert len(chosen) == 1  # ten o'clock is saved by car, Thursday is another day
    form = {"act": "cancel", "reason": "雪のため", "chosen": chosen}
    assert "1件を取りやめます" in morning.post("/office/weather", **form).get_data(as_text=True)
    for _ in range(2):  # pressed twice
        assert morning.post("/office/weather/do", **form).location == "/office/calls"
    with morning.app.app_context():
        off = db.session.query(Lesson).filter_by(state=LessonState.CANCELLED).one()
        assert off.code == morning.lessons["阿部"]
        first = open_requests(morning.city)
        assert [one.priority for one in first] == [5]
        assert first[0].people[0].person.family_name == "阿部"


def provider_refuses_and_then_everything_goes_out_once(morning):
    """At 08:58 the machine restarts; at nine the token is refused; nothing is lost and nothing is doubled."""
    before = len(morning.gateway.sent)
    morning.at(8, 58)
    morning.work()
    assert len(morning.gateway.sent) == before  # nobody is texted before nine
    morning.at(9)
    morning.gateway.answers = [LaneRefused("20003")] * 1
    morning.work()
    with morning.app.app_context():
        waiting = [one for one in morning.messages(state=MessageState.DUE) if one.channel is Channel.SMS]
        assert len(waiting) >= 3
    tried = len(morning.gateway.sent)
    morning.at(9, 15)
    morning.work()
    assert len(morning.gateway.sent) == tried  # nothing is burnt while the lane is stopped
    with morning.app.app_context():
        lanes.open_lane(Channel.SMS, by=make.actor(Role.COORDINATOR), now=make.NOW)
        db.session.commit()
    morning.work()
    texts = morning.gateway.sent[tried:]
    assert sorted(one.uid for one in texts) == sorted({one.uid for one in texts})
    assert len(texts) == len(waiting)
    assert all(units(one.body) <= 70 for one in texts)
    to_abe = [one.body for one in texts if one.to == "+819011110003"]
    assert len(to_abe) == 1
    assert "取りやめ" in to_abe[0]


def ring_list_is_worked_through(morning):
    """The most urgent first; in the end nobody waits at a door who does not know."""
    page = morning.page("/office/calls")
    assert page.index("小野寺") < page.index("千葉")
    uids = re.findall(r"/office/calls/(\w+)/done", page)
    for uid in uids:
        morning.post(f"/office/calls/{uid}/done")
    with morning.app.app_context():
        open_now = [MessageState.DUE, MessageState.SENDING, MessageState.UNKNOWN]
        left = db.session.query(Message).filter(Message.state.in_(open_now)).all()
        assert [(one.purpose, one.channel) for one in left] == []
