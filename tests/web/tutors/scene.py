"""A visit that is going on: two tutors at the door of a learner, with a small published curriculum."""

from dataclasses import dataclass, replace
from datetime import time, timedelta

from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.curriculum.plain_content import curriculum, skill, stage, unit
from tests.web import enter
from tutor.actor import WORKER
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.curriculum.models import UnitRow
from tutor.database import db, writing
from tutor.learning import actions as learning
from tutor.lessons.models import Attendance, Came, Lesson
from tutor.people.models import Learner, Person, PhoneKind, Tutor
from tutor.visit_requests.models import Origin, RequestedPerson, RequestLesson, VisitRequest, Wish

BEGAN = make.NOW - timedelta(minutes=10)
CONTENT = curriculum(
    (skill("tap", core=True), skill("home"), skill("photo", 1), skill("map", 1)),
    stages=(stage(0), stage(1, 0)),
    units=(
        replace(unit("touch", 1, "tap", "home"), tutor_note="- 手は画面のふちに"),
        unit("camera", 2, "photo", stage=1),
    ),
    key="sumaho",
)


@dataclass
class Scene:
    """Codes and numbers only: rows do not outlive their application context."""

    app: Flask
    client: FlaskClient
    lesson: str
    people: list[str]
    tutors: list[int]

    @property
    def url(self) -> str:
        return f"/tutor/lessons/{self.lesson}"

    @property
    def person(self) -> str:
        return self.people[0]

    def page(self) -> str:
        answer = self.client.get(self.url)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def came(self) -> None:
        fields = {f"came-{person}": "came" for person in self.people}
        assert self.post("keep", **fields).status_code == 303

    def missed(self, person: str, cause: str = ""):
        return self.post("keep", **{f"came-{person}": "missed", f"cause-{person}": cause})

    def post(self, what: str, client: FlaskClient | None = None, **data: object):
        return (client or self.client).post(f"{self.url}/{what}", data=data)

    def mark(self, client: FlaskClient | None = None, key: str = "form", person: str = "", **values: object):
        fields = {f"mark-{person or self.person}-{name}": value for name, value in values.items()}
        return self.post("keep", client, key=key, **fields)

    def as_colleague(self) -> FlaskClient:
        other = self.app.test_client()
        with self.app.app_context(), writing():
            enter.as_person(other, db.session.get(Person, self.tutors[1]))
        return other


def publish_small() -> None:
    publish(CONTENT, by=WORKER, now=make.NOW)


def going_on(app: Flask, client: FlaskClient, **values) -> Scene:
    """Signed in as the first of the two tutors; the lesson began ten minutes ago."""
    with app.app_context():
        lesson, pair = booked(**values)
        enter.as_person(client, pair[0].person)
        people = [row.learner.person.code for row in in_order(lesson)]
        return Scene(app, client, lesson.code, people, [one.person_id for one in pair])


def booked(*, learners: int = 1, with_request: bool = True, **values) -> tuple[Lesson, tuple[Tutor, Tutor]]:
    publish_small()
    town = make.town(make.municipality(telephone="+81191218633"), name="川岸")
    home = make.household(town, address="3-12", way_note="赤いポストの角を左")
    taught = [learner_at(home, n) for n in range(learners)]
    pair = two_tutors(town)
    lesson = make.lesson(pair, tuple(taught), **{"starts_at": BEGAN} | values)
    if with_request:
        asked_for(lesson, taught)
    return lesson, pair


def in_order(lesson: Lesson) -> list[Attendance]:
    return sorted(lesson.attendances, key=lambda row: row.learner_id)


def learner_at(home, n: int) -> Learner:
    given = "一二三四五六七八九十"[n]
    person = make.person(family_name="千葉", given_name=given, household=home)
    return make.learner(person=person, household=home, phone_kind=PhoneKind.IPHONE)


def two_tutors(town) -> tuple[Tutor, Tutor]:
    return tuple(
        make.tutor(person=make.person(family_name=family, given_name="美咲"), household=make.household(town))
        for family in ("佐藤", "小野")
    )


def asked_for(lesson: Lesson, learners: list[Learner]) -> None:
    request = VisitRequest(
        created_at=make.NOW,
        form_key=lesson.code,
        programme=lesson.programme,
        household=lesson.household,
        phone_kind=PhoneKind.IPHONE,
        goal="孫に写真を送りたい",
        note="耳が遠い",
        origin_kind=Origin.TELEPHONE,
    )
    request.people = [RequestedPerson(n=n, person=one.person) for n, one in enumerate(learners[:5], start=1)]
    request.wishes = [Wish(weekday=2, begins=time(9), ends=time(12))]
    make.add(request)
    make.add(RequestLesson(request=request, lesson=lesson))


def units_of(version) -> dict[str, UnitRow]:
    return curricula.units_by_key(version)


def held_before(scene: Scene, *, days: int = 14) -> int:
    """The learner's lesson of two weeks ago, with both tutors; its number."""
    with scene.app.app_context():
        now_ = db.session.query(Lesson).filter_by(code=scene.lesson).one()
        learner = now_.attendances[0].learner
        tutors = tuple(row.tutor for row in now_.staffings)
        old = make.lesson(
            tutors, (learner,), starts_at=BEGAN - timedelta(days=days), programme=now_.programme
        )
        old.attendances[0].came = Came.CAME
        learning.enrol(learner, curriculum_key="sumaho", by=WORKER, now=old.starts_at)
        db.session.commit()
        return old.id


def row_of(scene: Scene) -> Attendance:
    """Inside an application context: the only learner's."""
    return (
        db.session.query(Attendance)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .filter(Lesson.code == scene.lesson)
        .one()
    )


def attendances(scene: Scene) -> dict[str, tuple[Came, str]]:
    with scene.app.app_context():
        rows = db.session.query(Attendance).join(Lesson, Lesson.id == Attendance.lesson_id)
        found = rows.filter(Lesson.code == scene.lesson)
        return {row.learner.person.code: (row.came, row.cause) for row in found}
