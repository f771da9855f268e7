"""Enrolments and marks, and what they settle. Homework has its own file."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.curriculum.plain_content import curriculum, skill, two_stages
from tutor.actor import WORKER, Role
from tutor.changes.models import Change
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import queries
from tutor.learning.actions import enrol, mark, settle
from tutor.learning.models import Enrolment, Mark, Review, StageReached
from tutor.learning.rules import MarkSource
from tutor.lessons.models import LessonState

NOW = make.NOW


@pytest.fixture
def learner(database):
    """Enrolled in two_stages."""
    publish(two_stages(), by=WORKER, now=NOW)
    someone = make.learner()
    enrol(someone, curriculum_key="small", by=WORKER, now=NOW)
    return someone


def tutor_actor():
    return make.actor(Role.TUTOR, who=make.tutor().person)


def give(learner, key="tap", value=3, client_key=None, **values):
    given = {
        "source": MarkSource.TUTOR,
        "lesson": None,
        "by": WORKER,
        "now": NOW,
        "client_key": client_key or f"{key} {db.session.query(Mark).count()}",
    }
    return mark(learner, skill_key=key, value=value, **given | values)


def verbs():
    return [change.verb for change in db.session.scalars(select(Change).order_by(Change.id))]


def reached(learner):
    rows = db.session.scalars(select(StageReached).filter_by(learner_id=learner.person_id))
    return {row.stage: (row.at, row.because_lesson_id) for row in rows}


def looks(learner):
    rows = db.session.scalars(select(Review).filter_by(learner_id=learner.person_id))
    return {row.skill_key: (row.rung, row.due_on) for row in rows}


def test_enrol_twice_is_done_once_and_keeps_the_version(learner):
    before = queries.current_enrolment(learner)
    publish(replace(two_stages(), title="新しい版"), by=WORKER, now=NOW)

    again = enrol(learner, curriculum_key="small", by=WORKER, now=NOW)

    assert again is before
    assert again.version.number == 1
    assert db.session.query(Enrolment).count() == 1
    assert verbs().count("enrol") == 1


def test_enrol_takes_the_newest_version(learner):
    publish(replace(two_stages(), title="新しい版"), by=WORKER, now=NOW)

    assert enrol(make.learner(), curriculum_key="small", by=WORKER, now=NOW).version.number == 2


def test_enrol_in_what_is_not_published_is_refused(learner):
    with pytest.raises(Refused, match="まだ公開されていません"):
        enrol(learner, curriculum_key="nothing", by=WORKER, now=NOW)


def test_mark_keeps_who_saw_what_when_and_where(learner):
    someone = make.tutor()
    lesson = make.lesson((someone,), (learner,))
    by = make.actor(Role.TUTOR, who=someone.person)

    made = give(learner, "tap", 2, "press 1", lesson=lesson, by=by)

    assert (made.learner_id, made.skill_key, made.value) == (learner.person_id, "tap", 2)
    assert (made.by_id, made.lesson_id, made.at) == (someone.person_id, lesson.id, NOW)
    change = db.session.scalars(select(Change).order_by(Change.id.desc())).first()
    assert (change.verb, change.subject_id, change.actor_id) == ("mark", made.id, someone.person_id)
    assert change.municipality_id == learner.municipality_id


def test_mark_pressed_twice_is_made_once(learner):
    first = give(learner, "tap", 2, "press 1")

    assert give(learner, "tap", 2, "press 1") is first
    assert db.session.query(Mark).count() == 1
    assert verbs().count("mark") == 1


@pytest.mark.parametrize(("key", "value"), [("tap", 3), ("home", 2)])
def test_mark_with_a_used_key_and_another_value_is_refused(learner, key, value):
    give(learner, "tap", 2, "press 1")

    with pytest.raises(Refused, match="もう届いています"):
        give(learner, key, value, "press 1")


def test_mark_with_another_learners_key_is_refused(learner):
    give(learner, "tap", 2, "press 1")

    with pytest.raises(Refused, match="もう届いています"):
        give(make.learner(), "tap", 2, "press 1")


@pytest.mark.parametrize("value", [-1, 5])
def test_mark_off_the_scale_is_refused(learner, value):
    with pytest.raises(Refused, match="0から4まで"):
        give(learner, "tap", value)


def test_mark_of_a_skill_outside_the_learners_version_is_refused(learner):
    publish(curriculum((skill("mail"),), key="other"), by=WORKER, now=NOW)
    publish(replace(two_stages(), skills=(*two_stages().skills, skill("new", 1))), by=WORKER, now=NOW)

    for key in ("mail", "new", "nothing"):
        with pytest.raises(Refused, match="受講中の教材にはありません"):
            give(learner, key)


def test_mark_in_a_second_enrolment_is_accepted(learner):
    publish(curriculum((skill("mail"),), key="other"), by=WORKER, now=NOW)
    enrol(learner, curriculum_key="other", by=WORKER, now=NOW)

    give(learner, "mail")
    give(learner, "tap")


def test_mark_without_enrolment_is_refused(learner):
    with pytest.raises(Refused, match="受講登録がまだありません"):
        give(make.learner())


def test_mark_in_a_lesson_of_others_is_refused(learner):
    with pytest.raises(Refused, match="参加者に入っていません"):
        give(learner, lesson=make.lesson((), (make.learner(),)))


def test_mark_in_a_cancelled_lesson_is_refused(learner):
    lesson = make.lesson((), (learner,), live=False, state=LessonState.CANCELLED)

    with pytest.raises(Refused, match="中止"):
        give(learner, lesson=lesson)


def test_correction_is_a_mark_of_its_own(learner):
    by = tutor_actor()
    wrong = give(learner, value=4, by=by)

    right = give(learner, value=1, by=by, corrects=wrong)

    assert (wrong.value, right.corrects_id) == (4, wrong.id)
    assert queries.standings(learner, now=NOW) == {"tap": 1}


def test_correction_of_another_tutors_mark_is_refused(learner):
    wrong = give(learner, value=4, by=tutor_actor())

    with pytest.raises(Refused, match="ほかの人の見立ては直せません"):
        give(learner, value=1, by=tutor_actor(), corrects=wrong)
    coordinator = make.actor(Role.COORDINATOR, who=make.person())
    assert give(learner, value=1, by=coordinator, corrects=wrong).corrects_id == wrong.id


def test_correction_of_another_skill_or_learner_is_refused(learner):
    wrong = give(learner, "home")
    other = make.learner()
    enrol(other, curriculum_key="small", by=WORKER, now=NOW)

    for who, key in ((learner, "tap"), (other, "home")):
        with pytest.raises(Refused, match="受講者か項目がちがいます"):
            give(who, key, corrects=wrong)


def test_correction_of_what_was_corrected_is_refused(learner):
    wrong = give(learner, value=4)
    give(learner, value=1, corrects=wrong)

    with pytest.raises(Refused, match="もう直されています"):
        give(learner, value=2, corrects=wrong)


def test_settle_inserts_the_stage_with_its_lesson(learner):
    lesson = make.lesson((), (learner,))
    for key in ("tap", "home"):
        give(learner, key, lesson=lesson)

    settle(learner, lesson=lesson, now=NOW)

    assert reached(learner) == {0: (NOW, lesson.id)}
    assert verbs().count("reach_stage") == 1


def test_settle_twice_changes_nothing(learner):
    lesson = make.lesson((), (learner,))
    for key in ("tap", "home"):
        give(learner, key, lesson=lesson)
    settle(learner, lesson=lesson, now=NOW)
    stages, reviews, done = reached(learner), looks(learner), verbs()

    settle(learner, lesson=None, now=NOW + timedelta(hours=1))

    assert (reached(learner), looks(learner), verbs()) == (stages, reviews, done)


def test_settle_takes_a_stage_away_when_marks_say_so(learner):
    for key in ("tap", "home"):
        give(learner, key)
    settle(learner, lesson=None, now=NOW)
    later = NOW + timedelta(days=30)
    give(learner, "tap", 2, now=later)

    settle(learner, lesson=None, now=later)

    assert reached(learner) == {}
    assert verbs()[-1] == "leave_stage"


def test_settle_takes_a_stage_away_that_nobody_looked_at_for_long(learner):
    for key in ("tap", "home"):
        give(learner, key)
    settle(learner, lesson=None, now=NOW)

    settle(learner, lesson=None, now=NOW + timedelta(days=181))

    assert reached(learner) == {}


def test_settle_moves_reviews_along_the_ladder(learner):
    give(learner, "tap", 3)
    give(learner, "home", 1)
    settle(learner, lesson=None, now=NOW)
    assert looks(learner) == {"tap": (0, date(2026, 11, 23))}
    tomorrow = NOW + timedelta(days=1)
    give(learner, "tap", 3, now=tomorrow)

    settle(learner, lesson=None, now=tomorrow)

    assert looks(learner) == {"tap": (1, date(2026, 11, 26))}


def test_settle_takes_a_review_away_when_its_mark_is_corrected(learner):
    wrong = give(learner, "tap", 3)
    settle(learner, lesson=None, now=NOW)
    give(learner, "tap", 1, corrects=wrong)

    settle(learner, lesson=None, now=NOW)

    assert looks(learner) == {}


def test_settle_leaves_other_learners_alone(learner):
    other = make.learner()
    enrol(other, curriculum_key="small", by=WORKER, now=NOW)
    for who in (learner, other):
        for key in ("tap", "home"):
            give(who, key)
        settle(who, lesson=None, now=NOW)

    give(other, "tap", 1, now=NOW + timedelta(days=1))
    settle(other, lesson=None, now=NOW + timedelta(days=1))

    assert set(reached(learner)) == {0}
    assert set(looks(learner)) == {"tap", "home"}
