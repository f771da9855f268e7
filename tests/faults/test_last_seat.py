"""Four coordinators give the last seat at the same moment: one learner has it, the others hear of another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import func, select

from tests import make
from tests.courses.hall import START, Hall
from tutor.actor import Role
from tutor.courses import actions
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import queries
from tutor.lessons.models import Attendance, Lesson
from tutor.messaging.wording import load_wordings
from tutor.people import queries as people

PRESSES = 4


def test_last_seat_is_given_once(app, database):
    load_wordings(make.NOW)
    hall = Hall()
    lesson = hall.a_class(hall.learner(), seats=2)
    hall.a_class(starts_at=START + timedelta(weeks=1), title="写真の教室")
    code, learners = lesson.code, [hall.learner().person.code for _ in range(PRESSES)]
    db.session.commit()
    db.session.remove()
    together = Barrier(PRESSES)

    def press(learner: str) -> str:
        with app.app_context():
            by = make.actor(Role.COORDINATOR)
            together.wait(30)
            try:
                who = people.learner(learner, actor=by)
                actions.sign_up([queries.lesson(code, actor=by)], who, by=by, now=make.NOW)
                db.session.commit()
            except Refused as why:
                db.session.rollback()
                return str(why)
            return ""

    with ThreadPoolExecutor(PRESSES) as pool:
        said = sorted(pool.map(press, learners))

    assert said[0] == ""
    assert all("満席です。次に席があるのは、12月2日(水)" in one for one in said[1:])
    taken = select(func.count()).select_from(Attendance).join(Lesson, Lesson.id == Attendance.lesson_id)
    assert db.session.scalar(taken.where(Lesson.code == code)) == 2
