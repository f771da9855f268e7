from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from tests import make
from tests.curriculum.plain_content import curriculum, skill, two_stages
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.learning import queries
from tutor.learning.actions import enrol, mark
from tutor.learning.models import Mark
from tutor.learning.rules import MarkSource

NOW = make.NOW


@pytest.fixture
def learner(database):
    """Enrolled in two_stages; stage 0 is reached, call is held with words."""
    publish(two_stages(), by=WORKER, now=NOW)
    someone = make.learner()
    enrol(someone, curriculum_key="small", by=WORKER, now=NOW)
    for key, value in (("tap", 3), ("home", 4), ("call", 2)):
        give(someone, key, value)
    return someone


def give(learner, key, value, **values):
    client_key = f"press {db.session.query(Mark).count()}"
    given = {"source": MarkSource.TUTOR, "lesson": None, "by": WORKER, "now": NOW, "client_key": client_key}
    return mark(learner, skill_key=key, value=value, **given | values)


def test_standings_level_and_stairs_come_from_the_marks(learner):
    assert queries.standings(learner, now=NOW) == {"tap": 3, "home": 4, "call": 2}
    assert queries.level_of(learner, now=NOW) == 0
    steps = queries.stairs(learner, now=NOW)
    assert [(step.number, step.state) for step in steps] == [(0, "reached"), (1, "next"), (2, "later")]
    assert steps[1].missing == ("callができる", "photoができる")


def test_level_fades_when_nobody_looks(learner):
    assert queries.level_of(learner, now=NOW + timedelta(days=181)) is None


def test_learner_without_enrolment_has_neither_level_nor_stairs(learner):
    nobody = make.learner()

    assert queries.current_enrolment(nobody) is None
    assert queries.progress(nobody, now=NOW) is None
    assert queries.level_of(nobody, now=NOW) is None
    assert queries.stairs(nobody, now=NOW) == []
    assert queries.skills_for_lesson(make.lesson((), (nobody,)), nobody, now=NOW) == []


def test_current_enrolment_is_the_open_one_begun_last(learner):
    first = queries.current_enrolment(learner)
    publish(curriculum((skill("mail"),), key="other"), by=WORKER, now=NOW)
    second = enrol(learner, curriculum_key="other", by=WORKER, now=NOW)

    assert queries.current_enrolment(learner) is second
    second.ended_at = NOW
    assert queries.current_enrolment(learner) is first


def test_old_version_stays_what_it_was_for_its_learners(learner):
    publish(replace(two_stages(), skills=(*two_stages().skills, skill("new"))), by=WORKER, now=NOW)

    assert queries.level_of(learner, now=NOW) == 0
    assert len(queries.progress(learner, now=NOW).content.skills) == 4


def test_marks_of_are_only_that_learners(learner):
    other = make.learner()
    enrol(other, curriculum_key="small", by=WORKER, now=NOW)
    give(other, "tap", 1)

    assert [(mark.skill, mark.value) for mark in queries.marks_of(other.person_id)] == [("tap", 1)]


def test_progress_takes_two_reads_however_many_marks_there_are(learner):
    queries.progress(learner, now=NOW)
    db.session.commit()
    for n in range(20):
        give(learner, "photo", n % 4, now=NOW + timedelta(days=n))
    db.session.commit()
    learner.person_id  # noqa: B018 -- loads the row that the commit expired
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    progress = queries.progress(learner, now=NOW + timedelta(days=20))
    event.remove(db.engine, "before_cursor_execute", note)

    assert (progress.level, len(progress.steps)) == (0, 3)
    assert len(statements) == 2, statements


def test_skills_for_lesson_are_the_next_stage_and_keep_their_place(learner):
    lesson = make.lesson((), (learner,), starts_at=NOW)
    before = [row.skill.key for row in queries.skills_for_lesson(lesson, learner, now=NOW)]

    soon = NOW + timedelta(minutes=30)
    give(learner, "call", 3, lesson=lesson, now=soon)
    give(learner, "photo", 3, lesson=lesson, now=soon)
    after = queries.skills_for_lesson(lesson, learner, now=soon)

    assert before == [row.skill.key for row in after] == ["call", "photo"]
    assert [row.standing for row in after] == [3, 3]


def test_skills_for_lesson_are_due_on_the_day_of_the_lesson(learner):
    lesson = make.lesson((), (learner,), starts_at=NOW + timedelta(days=1))

    rows = queries.skills_for_lesson(lesson, learner, now=NOW)

    assert [(row.skill.key, row.due) for row in rows] == [
        ("call", True),
        ("home", True),
        ("photo", False),
        ("tap", True),
    ]


def test_needs_talk_looks_at_this_lesson_only(learner):
    one, two = make.tutor(), make.tutor()
    lesson = make.lesson((one, two), (learner,))
    other = make.lesson((), (learner,), starts_at=NOW + timedelta(days=9))
    for who, key, value, there in (
        (one, "photo", 1, lesson),
        (two, "photo", 3, lesson),
        (one, "tap", 1, other),
        (two, "tap", 4, lesson),
    ):
        give(learner, key, value, lesson=there, by=make.actor(Role.TUTOR, who=who.person))

    assert queries.needs_talk(lesson, learner) == ("photo",)
    assert queries.needs_talk(other, learner) == ()
