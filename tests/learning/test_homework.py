from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER, Actor, ActorKind
from tutor.changes.models import Change
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import homework_queries, queries
from tutor.learning.actions import enrol, finish_homework, give_homework, mark, settle
from tutor.learning.models import Homework
from tutor.learning.rules import MarkSource

NOW = make.NOW
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def learner(database):
    """Enrolled in two_stages, whose units have three pages."""
    publish(two_stages(), by=WORKER, now=NOW)
    return enrolled()


def enrolled():
    someone = make.learner()
    enrol(someone, curriculum_key="small", by=WORKER, now=NOW)
    return someone


def give(learner, unit="talk", **values):
    given = {"lesson": None, "due_on": FRIDAY, "by": WORKER, "now": NOW}
    return give_homework(learner, unit=curricula.unit("small", unit), **given | values)


def card(learner):
    return Actor(ActorKind.CARD, learner.person_id)


def verbs():
    return [change.verb for change in db.session.scalars(select(Change).order_by(Change.id))]


def test_homework_given_twice_is_given_once(learner):
    lesson = make.lesson((), (learner,))
    first = give(learner, lesson=lesson)

    assert give(learner, lesson=lesson) is first
    assert (first.due_on, first.done_at) == (FRIDAY, None)
    assert verbs().count("give_homework") == 1


def test_homework_without_a_lesson_given_twice_is_given_once(learner):
    assert give(learner) is give(learner)
    assert db.session.query(Homework).count() == 1


def test_homework_still_open_moves_to_the_new_lesson(learner):
    first = give(learner, lesson=make.lesson((), (learner,)))
    later = make.lesson((), (learner,), starts_at=NOW + timedelta(days=8))

    again = give(learner, lesson=later, due_on=FRIDAY + timedelta(days=7))

    assert again is first
    assert (again.lesson_id, again.due_on) == (later.id, FRIDAY + timedelta(days=7))


def test_homework_done_in_this_lesson_is_not_given_again(learner):
    lesson = make.lesson((), (learner,))
    done = give(learner, lesson=lesson)
    finish_homework(done, by=WORKER, now=NOW)

    assert give(learner, lesson=lesson) is done
    assert done.done_at == NOW


def test_homework_done_before_can_be_given_in_another_lesson(learner):
    done = give(learner, lesson=make.lesson((), (learner,)))
    finish_homework(done, by=WORKER, now=NOW)

    assert give(learner, lesson=make.lesson((), (learner,), starts_at=NOW + timedelta(days=8))) is not done


def test_homework_from_another_version_is_refused(learner):
    publish(replace(two_stages(), title="新しい版"), by=WORKER, now=NOW)

    with pytest.raises(Refused, match="受講中の教材にはありません"):
        give(learner)


def test_homework_is_finished_once(learner):
    homework = give(learner)
    finish_homework(homework, by=card(learner), now=NOW)

    finish_homework(homework, by=card(learner), now=NOW + timedelta(days=1))

    assert homework.done_at == NOW
    assert verbs().count("finish_homework") == 1


def test_open_homework_is_the_nearest_day_first(learner):
    undated = give(learner, "touch", due_on=None)
    late = give(learner, "talk")
    soon = give(learner, "see", due_on=FRIDAY - timedelta(days=1))
    give(enrolled())

    assert list(homework_queries.open_homework(learner)) == [soon, late, undated]
    finish_homework(soon, by=card(learner), now=NOW)
    assert list(homework_queries.open_homework(learner)) == [late, undated]


def test_homework_of_lesson_is_what_was_given_in_it(learner):
    lesson = make.lesson((), (learner,))
    homework = give(learner, lesson=lesson)
    give(learner, "see")

    assert list(homework_queries.homework_of_lesson(lesson)) == [homework]


def test_homework_unit_has_the_pages(learner):
    assert len(homework_queries.homework_unit(give(learner)).pages) == 3


def test_proposed_units_come_from_the_marks_of_the_lesson(learner):
    lesson = make.lesson((), (learner,))
    for key, value, there in (("call", 2, lesson), ("home", 0, lesson), ("photo", 2, None)):
        given = {"source": MarkSource.TUTOR, "by": WORKER, "now": NOW, "client_key": key}
        mark(learner, skill_key=key, value=value, lesson=there, **given)
    settle(learner, lesson=lesson, now=NOW)

    def proposed(now):
        return [row.key for row in queries.proposed_units(lesson, learner, now=now)]

    assert proposed(NOW) == ["talk"]
    assert proposed(NOW + timedelta(days=1)) == ["talk", "see"]
    assert queries.proposed_units(lesson, make.learner(), now=NOW) == []
