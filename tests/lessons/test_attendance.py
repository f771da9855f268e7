"""At the door."""

from datetime import timedelta

import pytest

from tests import make
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import attendance
from tutor.lessons.models import Came, LessonNote, LessonState


@pytest.fixture
def lesson(database):
    learner = make.learner(person=make.person(born_year=1944))
    learner.person.household = make.household()
    return make.lesson((make.tutor(), make.tutor()), (learner,), starts_at=make.NOW)


@pytest.fixture
def by(lesson):
    return make.actor(Role.TUTOR, who=lesson.staffings[0].tutor.person)


def test_missed_lesson_keeps_its_cause_until_it_turns_out_otherwise(lesson, by):
    row = lesson.attendances[0]

    attendance.tick(row, Came.MISSED, cause="体調", by=by, now=make.NOW)
    assert (row.came, row.cause) == (Came.MISSED, "体調")

    attendance.tick(row, Came.CAME, by=by, now=make.NOW)
    assert (row.came, row.cause) == (Came.CAME, "")


def test_only_came_or_missed_can_be_ticked(lesson, by):
    with pytest.raises(Refused, match="来なかった"):
        attendance.tick(lesson.attendances[0], Came.EXPECTED, by=by, now=make.NOW)


def test_ticking_the_day_before_is_refused(lesson, by):
    with pytest.raises(Refused, match="30分前"):
        attendance.tick(lesson.attendances[0], Came.CAME, by=by, now=make.NOW - timedelta(days=1))


def test_note_pressed_twice_is_one_note(lesson, by):
    for _ in range(2):
        attendance.note(lesson, "音量が苦手", client_key="k1", by=by, now=make.NOW)

    assert db.session.query(LessonNote).count() == 1


def test_sentence_written_again_takes_the_place_of_the_first(lesson, by):
    other = make.actor(Role.TUTOR, who=lesson.staffings[1].tutor.person)
    attendance.note(lesson, "音量が苦手", client_key="k1", by=by, now=make.NOW)
    attendance.note(lesson, "つぎはカメラ", client_key="k2", by=other, now=make.NOW)

    attendance.note(lesson, "音量ができた", client_key="k3", by=by, now=make.NOW)

    assert [note.text for note in db.session.query(LessonNote).order_by(LessonNote.id)] == [
        "音量ができた",
        "つぎはカメラ",
    ]


def test_each_sentence_leaves_a_change_and_the_same_again_leaves_none(lesson, by):
    for key in ("k1", "k2"):
        attendance.note(lesson, "音量が苦手", client_key=key, by=by, now=make.NOW)

    assert [change.verb for change in db.session.query(Change)] == ["note"]


def test_empty_note_is_no_note(lesson, by):
    assert attendance.note(lesson, "  ", client_key="k1", by=by, now=make.NOW) is None


def test_finishing_keeps_what_the_figures_need(lesson, by):
    row = lesson.attendances[0]
    attendance.tick(row, Came.CAME, by=by, now=make.NOW)

    attendance.finish(lesson, stages={row.learner_id: 2}, by=by, now=make.NOW)

    assert lesson.state is LessonState.FINISHED
    assert (row.age_band, row.stage) == ("75から84歳", 2)
    assert row.town == row.learner.person.household.town.name


def test_finishing_twice_keeps_the_first_time(lesson, by):
    attendance.tick(lesson.attendances[0], Came.CAME, by=by, now=make.NOW)
    attendance.finish(lesson, stages={}, by=by, now=make.NOW)

    attendance.finish(lesson, stages={}, by=by, now=make.NOW + timedelta(hours=1))

    assert lesson.finished_at == make.NOW


def test_finishing_before_everybody_is_ticked_is_refused(lesson, by):
    with pytest.raises(Refused, match="全員"):
        attendance.finish(lesson, stages={}, by=by, now=make.NOW)
