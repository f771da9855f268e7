"""What must hold of a message in the very moment in which it leaves us."""

from collections import Counter
from datetime import datetime

from tests import make
from tutor.database import db
from tutor.learning.models import Homework
from tutor.lessons.models import Lesson, LessonState
from tutor.local_time import local
from tutor.messaging import queries
from tutor.messaging.channels import SPOKEN_TO
from tutor.messaging.duties import is_again
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.purposes import HOMEWORK, ON_THE_WAY, QUESTION
from tutor.people.models import Person

AGAIN: Counter[str] = Counter()
REMINDERS = ("lesson_reminder_3", "lesson_reminder_1", "lesson_reminder_0", "staffing_reminder_1")
SAY_THE_TIME = (*REMINDERS, "lesson_booked", "lesson_moved", "staffing_moved", ON_THE_WAY)


def check(message: Message, now: datetime) -> None:
    wall = local(now).time()
    assert make.wall(9) <= wall < make.wall(20), f"{message.purpose} at {wall}"
    assert now < message.not_after, "too late"
    assert message.withdrawn_at is None, "taken back"
    spoken_to = message.contact_point and message.contact_point.kind in SPOKEN_TO
    assert message.channel is (Channel.VOICE if spoken_to else Channel.SMS)
    silent = [_stopped(one, message.purpose) for one in message.people]
    assert not all(silent), "stopped"
    if is_again(message.dedupe_key):
        check_again(message)
    if message.about_kind == "lesson":
        check_lesson(message, db.session.get_one(Lesson, message.about_id), now)


def check_again(message: Message) -> None:
    AGAIN[message.purpose] += 1
    first = queries.by_key(message.dedupe_key.removesuffix(":again1"))
    assert first, "a third time"
    assert first.state is MessageState.FAILED, "said twice"


def check_lesson(message: Message, lesson: Lesson, now: datetime) -> None:
    cancelled = lesson.state is LessonState.CANCELLED
    if message.purpose in SAY_THE_TIME:
        assert not cancelled, f"{message.purpose} of a lesson called off"
        assert now < lesson.ends_at
        assert f"{local(lesson.starts_at):%H:%M}".lstrip("0") in (message.body or "")
    if message.purpose in REMINDERS:
        assert now < lesson.starts_at
    if message.purpose in (QUESTION, HOMEWORK):
        assert lesson.state is LessonState.FINISHED
    if message.purpose == HOMEWORK:
        assert _open_homework(lesson, message), "practised already"


def _open_homework(lesson: Lesson, message: Message) -> bool:
    ids = [one.id for one in message.people]
    rows = db.session.query(Homework).filter(Homework.learner_id.in_(ids), Homework.done_at.is_(None))
    return any(one.lesson_id == lesson.id for one in rows)


def _stopped(person: Person, purpose: str) -> bool:
    return person.id in queries.who_stopped(purpose, [person.id])
