"""The thread: from a telephone call to a learner's next step, over HTTP and the worker."""

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.curriculum.real import publish_sumaho
from tests.web import enter
from tutor import clock, local_time
from tutor.actor import WORKER, Role
from tutor.availability import actions as availability
from tutor.availability.models import Term
from tutor.cli.working import do
from tutor.database import begin_reading, db
from tutor.jobs.models import Job, JobState
from tutor.lessons.models import Lesson, LessonState
from tutor.messaging.gateways.recording import RecordingGateway
from tutor.messaging.lengths import units
from tutor.messaging.wording import load_wordings
from tutor.people.models import Person
from tutor.visit_requests.models import VisitRequest
from tutor.worker.running import Worker

NEXT_MONDAY = date(2026, 11, 30)
OFFICE_HOURS = [(day, time(9), time(18)) for day in range(5)]


@dataclass
class Town:
    """Everybody has a browser of their own; time passes only when the story says so."""

    app: Flask
    folder: Path
    now: datetime = make.NOW
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def browser(self, who: str) -> FlaskClient:
        return self.browsers.setdefault(who, self.app.test_client())

    def page(self, who: str, address: str) -> str:
        return self.browser(who).get(address).get_data(as_text=True)

    def work(self) -> None:
        """One round of the worker."""
        begin_reading(False)
        worker = Worker(self.app, RecordingGateway(self.folder))
        for turn in (worker.tidy, worker.send, worker.reclaim):
            worker.tick(turn)

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        self.now = local_time.at(day, time(hour, minute))
        self.work()

    def texts(self) -> list[dict[str, str]]:
        return list(RecordingGateway(self.folder).lines())


@pytest.fixture
def town(app, client, tmp_path):
    told = Town(app, tmp_path)
    clock.use(lambda: told.now)
    with app.app_context():
        begin_reading(False)
        publish_sumaho(now=told.now)
        load_wordings(told.now)
        city = make.municipality(name="みどり野市")
        make.programme(city, visits_agreed=3)
        make.town(city, name="川岸", reading="かわぎし")
        term = make.add(Term(name="後期", starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 15)))
        for n, family in enumerate(("佐藤", "高橋", "菊地"), start=1):
            who = make.person(f"080-2222-000{n}", family_name=family, family_reading=f"こうし{n}")
            tutor = make.tutor(("android", "rakuraku", "experienced"), person=who)
            availability.set_weekly_hours(tutor, term=term, hours=OFFICE_HOURS, by=WORKER, now=told.now)
        for role in (Role.COORDINATOR, Role.OFFICER):
            enter.as_staff(told.browser(role.value), role, city)
    return told


CALL = {
    "form_key": "5b1f3a30-0000-4000-8000-00000000abcd",
    "family_1": "小野寺",
    "given_1": "ツネ",
    "family_reading_1": "おのでら",
    "given_reading_1": "つね",
    "family_2": "小野寺",
    "given_2": "正",
    "family_reading_2": "おのでら",
    "given_reading_2": "ただし",
    "telephone": "０９０−１２３４−５６７８",
    "born_year": "昭和19",
    "phone_kind": "rakuraku",
    "town": "川岸",
    "address": "12-3",
    "goal": "電話に出られるようになりたい",
    "why_home": "大勢の前は恥ずかしい",
    "wish": ["2-am"],
    "minutes": "60",
}


def test_from_a_telephone_call_to_a_learners_next_step(town):
    coordinator_types_the_call(town)
    coordinator_plans_and_publishes(town)
    messages_go_out_in_time(town)
    tutors_write_down_what_was_learnt(town)
    learner_sees_the_next_step(town)
    city_sees_the_figures(town)


def coordinator_types_the_call(town):
    office = town.browser("coordinator")
    answer = office.post("/office/requests/new", data=CALL)
    assert answer.status_code == 303
    assert "小野寺 ツネ" in town.page("coordinator", answer.location)
    assert "小野寺 正" in town.page("coordinator", "/office/requests")


def coordinator_plans_and_publishes(town):
    office = town.browser("coordinator")
    with town.app.app_context():
        code5 = db.session.query(VisitRequest).one().programme.municipality.code5
    form = {"city": code5, "seconds": "10"}
    progress = office.post(f"/office/week?week={NEXT_MONDAY}", data=form).location
    assert "順番を待っています" in town.page("coordinator", progress)
    with town.app.app_context():
        begin_reading(False)
        job = db.session.query(Job).one()
        job.arguments = json.dumps({**json.loads(job.arguments), "seconds": 1})
        db.session.commit()
        assert do(job.code)
        assert db.session.query(Job).one().state is JobState.DONE
    assert "1件の訪問を組みました" in town.page("coordinator", progress)
    week = town.page("coordinator", f"/office/week?week={NEXT_MONDAY}&city={code5}")
    assert "まだ下書き" in week
    publish_at = re.search(r'action="(/office/week/plans/\w+/publish)"', week)[1]
    for _ in range(2):  # pressed twice
        assert office.post(publish_at).status_code == 303
    with town.app.app_context():
        lesson = db.session.query(Lesson).one()
        assert local_time.local_date(lesson.starts_at) == date(2026, 12, 2)
        assert len(lesson.staffings) == len(lesson.attendances) == 2
    assert "お知らせずみ" in town.page("coordinator", f"/office/week?week={NEXT_MONDAY}&city={code5}")


def messages_go_out_in_time(town):
    """The couple shares a number: one text each time, in one segment, never at night."""
    town.work()
    to_learners = [text for text in town.texts() if text["to"] == "+819012345678"]
    assert len(to_learners) == 1
    assert units(to_learners[0]["body"]) <= 70
    assert "12月2日" in to_learners[0]["body"]
    assert len(town.texts()) == 3  # both tutors as well
    for day in (29, 30):
        for hour in (3, 9, 10, 21):
            town.at(date(2026, 11, day), hour)
    town.at(date(2026, 12, 1), 10)
    town.at(date(2026, 12, 1), 18)
    hours = [local_time.local(datetime.fromisoformat(text["at"])).hour for text in town.texts()]
    assert all(9 <= hour < 20 for hour in hours)
    mine = [text["body"] for text in town.texts() if text["to"] == "+819012345678"]
    assert len(mine) == 3, mine  # booked, three days before, the day before
    assert all(units(body) <= 70 for body in mine)


def tutors_write_down_what_was_learnt(town):
    with town.app.app_context():
        lesson = db.session.query(Lesson).one()
        code, starts_at = lesson.code, lesson.starts_at
        names = [person.code for person in db.session.query(Person).filter_by(family_name="小野寺")]
        for n, row in enumerate(lesson.staffings):
            enter.as_person(town.browser(f"tutor{n}"), row.tutor.person)
    town.now = starts_at + timedelta(minutes=50)
    first, second = town.browser("tutor0"), town.browser("tutor1")
    assert "小野寺" in town.page("tutor0", "/tutor/")
    at = f"/tutor/lessons/{code}"
    assert "川岸12-3" in town.page("tutor0", at).replace(" ", "")
    came = {f"came-{name}": "came" for name in names}
    for n, tutor in enumerate((first, second)):
        for name in names:
            skills = re.findall(rf'name="(mark-{name}-[a-z-]+)"', town.page(f"tutor{n}", at))
            assert skills
            marks = dict.fromkeys(skills, "3") | came | {"key": f"press-{n}"}
            for _ in range(2):  # pressed twice
                assert tutor.post(f"{at}/keep", data=marks).status_code == 303
    units_chosen = {f"unit-{name}": "calls" for name in names}
    end = {"key": "end", "note": "音の大きさをもう一度", "again": "1"}
    for _ in range(2):
        first.post(f"{at}/finish", data=units_chosen | end)
    with town.app.app_context():
        lesson = db.session.query(Lesson).one()
        assert lesson.state is LessonState.FINISHED
        assert [note.text for note in lesson.notes] == ["音の大きさをもう一度"]
        again = db.session.query(VisitRequest).filter_by(origin_kind="lesson").one()
        assert len(again.people) == 2


def learner_sees_the_next_step(town):
    office = town.browser("coordinator")
    with town.app.app_context():
        tsune = db.session.query(Person).filter_by(given_name="ツネ").one().code
    card = office.post(f"/office/people/{tsune}/card")
    card = town.page("coordinator", card.location) if card.location else card.get_data(as_text=True)
    code = "".join(re.search(r"([0-9A-Z]{5})\W+([0-9A-Z]{5})(?![0-9A-Z])", card).groups())
    learner = town.browser("learner")
    assert learner.get(f"/c/{code}").location == "/me"
    home = town.page("learner", "/me")
    assert "小野寺" in home
    homework = re.search(r'href="(/me/units/[\w/-]+)"', home)[1]
    assert "電話" in town.page("learner", homework)
    assert "<svg" in town.page("learner", "/me/stairs")


def city_sees_the_figures(town):
    figures = town.page("officer", "/city/")
    assert "小野寺" not in figures
    assert "3" in figures
