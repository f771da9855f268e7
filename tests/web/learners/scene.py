"""A learner with a card, enrolled on a small curriculum with one unit to read."""

from dataclasses import dataclass, replace

from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.curriculum.plain_content import curriculum, skill, stage, unit
from tests.web import enter
from tests.web.tutors.scene import two_tutors
from tutor.actor import WORKER
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Choice, Curriculum, Page, PhoneSteps, Question
from tutor.database import db, writing
from tutor.learning import actions as learning
from tutor.learning.models import Homework, Mark
from tutor.learning.rules import MarkSource
from tutor.people.models import Learner, PhoneKind
from tutor.study.models import Study

STEPS = tuple(PhoneSteps(phone, f"{phone}の手順") for phone in ("iphone", "android", "rakuraku"))
CAMERA = replace(
    unit("camera", 1, "photo"),
    title="写真をとる",
    pages=(
        Page("カメラを開く", "はじめの文", STEPS, "あわてないで"),
        Page("とる", "つぎの文", (), ""),
    ),
    questions=(
        Question(
            "自分の顔がうつりました",
            (
                Choice("切る", False, "こわれてはいません。\n向きが反対です。"),
                Choice("矢印", True, "そうです。"),
            ),
            skill="photo",
        ),
    ),
    own_steps="とるには、（　　）",
)
CONTENT = curriculum(
    (skill("tap", core=True), skill("home"), skill("photo", 1)),
    stages=(stage(0), stage(1, 0)),
    units=(CAMERA,),
    key="sumaho",
)
UNIT = "/me/units/sumaho/camera"
SHEETS = 5
"""Two pages, the exercise, a question, one's own line."""


@dataclass
class Scene:
    app: Flask
    client: FlaskClient
    learner: int
    url = UNIT

    def text(self, url: str = "/me") -> str:
        answer = self.client.get(url)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def book(self, **values) -> None:
        with self.app.app_context(), writing():
            learner = db.session.get(Learner, self.learner)
            make.lesson(two_tutors(make.town()), (learner,), household=make.household(), **values)
            db.session.commit()

    def mark(self, **values: int) -> None:
        with self.app.app_context(), writing():
            for key, value in values.items():
                learning.mark(
                    db.session.get(Learner, self.learner),
                    skill_key=key,
                    value=value,
                    source=MarkSource.TUTOR,
                    lesson=None,
                    by=make.actor(who=make.tutor().person),
                    now=make.NOW.replace(day=20),
                    client_key=key,
                )
            db.session.commit()

    def finish(self) -> None:
        form = {"page": SHEETS - 2, "answer": 1}
        for what, sent in (("answer", form), ("turn", {"page": SHEETS - 1}), ("end", {"how": "done"})):
            assert self.client.post(f"{self.url}/{what}", data=sent).status_code == 303

    def kept(self) -> tuple[int, bool]:
        """The sheet to open next, and whether homework and reading are done."""
        with self.app.app_context():
            read = db.session.query(Study).one_or_none()
            given = db.session.query(Homework).filter_by(learner_id=self.learner).one()
            done = read is not None and read.done_at is not None
            assert done == (given.done_at is not None)
            return (read.page if read else 0), done

    def marks(self) -> list[tuple[str, int, str]]:
        with self.app.app_context():
            rows = db.session.query(Mark).order_by(Mark.id)
            return [(row.skill_key, row.value, row.source.value) for row in rows]


def at_home(
    app: Flask,
    client: FlaskClient,
    *,
    phone: PhoneKind = PhoneKind.IPHONE,
    content: Curriculum = CONTENT,
    language: str = "ja",
) -> Scene:
    """Signed in with the card; one homework is open."""
    with app.app_context():
        learner = with_homework(phone, content)
        learner.person.language = language
        enter.with_card(client, learner)
        return Scene(app, client, learner.person_id)


def with_homework(phone: PhoneKind, content: Curriculum = CONTENT) -> Learner:
    version = publish(content, by=WORKER, now=make.NOW)
    learner = make.learner(person=make.person(family_name="千葉", given_name="ツネ"), **at_river(phone))
    give(learner, version)
    return learner


def at_river(phone: PhoneKind) -> dict:
    place = make.municipality(telephone="+81191218633", hours="平日 9時から17時")
    return {"household": make.household(make.town(place)), "phone_kind": phone}


def give(learner: Learner, version) -> None:
    learning.enrol(learner, curriculum_key="sumaho", by=WORKER, now=make.NOW)
    unit_ = curricula.unit_by_key(version, "camera")
    learning.give_homework(learner, unit=unit_, lesson=None, due_on=None, by=WORKER, now=make.NOW)
