"""A booked lesson moved on the board and put back: rules, messages, and a colleague who was quicker."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from tests.make import NOW
from tests.matching.desk import THREE, TWO, Desk
from tests.matching.week import TUESDAY
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import actions as lessons
from tutor.local_time import at
from tutor.matching import actions, after_publishing
from tutor.matching.after_publishing import Place
from tutor.matching.models import BoardStep
from tutor.messaging.models import Message, MessageState
from tutor.messaging.preview import preview


class Booked(Desk):
    def __init__(self) -> None:
        super().__init__()
        (self.lesson,) = actions.publish(self.made.plan, by=self.by, now=NOW)
        db.session.commit()

    def change(self, starts_at=THREE, tutors=None, **given):
        values = {"shown": self.lesson.version, "by": self.by, "now": NOW}
        place = Place(starts_at, tutors or self.made.tutors)
        return after_publishing.change(self.lesson, place, **values | given)

    def undo(self, **given):
        values = {"shown": self.lesson.version, "by": self.by, "now": NOW}
        return after_publishing.undo(self.lesson, **values | given)

    def who(self) -> set[int]:
        return {row.tutor_id for row in self.lesson.assigned}


def waiting(purpose: str) -> list[Message]:
    found = select(Message).where(Message.purpose == purpose, Message.state == MessageState.DUE)
    return list(db.session.scalars(found))


def test_moved_lesson_withdraws_the_old_news_and_tells_the_new(database):
    desk = Booked()
    assert waiting("lesson_booked")

    step = desk.change()

    assert desk.lesson.starts_at == THREE
    assert waiting("lesson_moved")
    assert not waiting("lesson_booked")
    assert (step.verb, step.lesson) == ("move_lesson", desk.lesson)


def test_other_tutors_at_the_same_time(database):
    desk = Booked()
    other = desk.made.city.tutor("experienced")

    desk.change(TWO, [desk.made.tutors[0], other])

    assert desk.who() == {desk.made.tutors[0].person_id, other.person_id}


def test_put_back_it_stands_as_before_and_people_are_told(database):
    desk = Booked()
    other = desk.made.city.tutor("experienced")
    step = desk.change(THREE, [desk.made.tutors[0], other])
    db.session.commit()

    desk.undo()

    assert (desk.lesson.starts_at, desk.who()) == (TWO, {one.person_id for one in desk.made.tutors})
    assert step.undone_at == NOW
    with pytest.raises(Refused, match="もとにもどす変更がありません"):
        desk.undo()


def test_seen_before_it_is_done_nothing_is_kept(database):
    desk = Booked()

    found = preview(desk.change)
    db.session.rollback()

    assert {name for one in found.messages for name in one.names} >= {t.person.name for t in desk.made.tutors}
    assert desk.lesson.starts_at == TWO
    assert db.session.scalar(select(BoardStep)) is None


def test_what_is_seen_is_what_is_said(database):
    desk = Booked()
    seen = preview(desk.change)
    db.session.rollback()

    desk.change()

    said = sorted(one.body for one in waiting("lesson_moved") + waiting("staffing_moved"))
    assert said == sorted(one.body for one in seen.messages)


@pytest.mark.parametrize(
    "given", [{"shown": 99}, {"starts_at": TWO}, {"starts_at": THREE + timedelta(days=7)}]
)
def test_late_screen_no_change_and_another_week_are_refused(database, given):
    desk = Booked()

    with pytest.raises(Refused, match=r"変えていません|週のなか"):
        desk.change(**given)


def test_outside_the_hours_needs_a_reason_that_is_kept(database):
    desk = Booked()
    evening = at(TUESDAY, time(18))
    with pytest.raises(Refused, match=r"佐藤.*わけ"):
        desk.change(evening)

    assert desk.change(evening, because="本人が来られるという").because == "本人が来られるという"


def test_undo_after_somebody_elses_change_is_refused(database):
    desk = Booked()
    desk.change()
    later = THREE + timedelta(minutes=30)
    ends_at = later + timedelta(hours=1)
    lessons.move(desk.lesson, starts_at=later, ends_at=ends_at, by=desk.by, now=NOW)

    with pytest.raises(Refused, match="別のところで"):
        desk.undo()
