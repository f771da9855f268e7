from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER, Actor, ActorKind, Role
from tutor.changes.models import Change
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.learning import homework_queries, queries
from tutor.learning.actions import enrol, finish_homework, give_homework, mark, settle, turn_page
from tutor.learning.models import Homework
from tutor.learning.rules import MarkSource
from tutor.lessons.models import StaffingState

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


def turn(homework, page):
    turn_page(homework, page=page, by=WORKER, now=NOW)
    return homework.page


def card(learner):
    return Actor(ActorKind.CARD, learner.person_id)


def verbs():
    return [change.verb for change in db.session.scalars(select(Change).order_by(Change.id))]


def test_homework_given_twice_is_given_once(learner):
    lesson = make.lesson((), (learner,))
    first = give(learner, lesson=lesson)

    assert give(learner, lesson=lesson) is first
    assert (first.due_on, first.page, first.done_at) == (FRIDAY, 0, None)
    assert verbs().count("give_homework") == 1


def test_homework_without_a_lesson_given_twice_is_given_once(learner):
    assert give(learner) is give(learner)
    assert db.session.query(Homework).count() == 1


def test_homework_still_open_moves_to_the_new_lesson(learner):
    first = give(learner, lesson=make.lesson((), (learner,)))
    turn(first, 2)
    later = make.lesson((), (learner,), starts_at=NOW + timedelta(days=8))

    again = give(learner, lesson=later, due_on=FRIDAY + timedelta(days=7))

    assert again is first
    assert (again.lesson_id, again.due_on, again.page) == (later.id, FRIDAY + timedelta(days=7), 2)


def test_homework_done_in_this_lesson_is_not_given_again(learner):
    lesson = make.lesson((), (learner,))
    done = give(learner, lesson=lesson)
    finish_homework(done, alone=True, by=WORKER, now=NOW)

    assert give(learner, lesson=lesson) is done
    assert done.done_at == NOW


def test_homework_done_before_can_be_given_in_another_lesson(learner):
    done = give(learner, lesson=make.lesson((), (learner,)))
    finish_homework(done, alone=True, by=WORKER, now=NOW)

    assert give(learner, lesson=make.lesson((), (learner,), starts_at=NOW + timedelta(days=8))) is not done


def test_homework_from_another_version_is_refused(learner):
    publish(replace(two_stages(), title="新しい版"), by=WORKER, now=NOW)

    with pytest.raises(Refused, match="受講中の教材にはありません"):
        give(learner)


def test_page_is_kept_between_the_first_and_the_last(learner):
    homework = give(learner)

    assert turn(homework, 2) == 2
    assert turn(homework, 10**20) == 3
    assert turn(homework, 1) == 1
    assert turn(homework, -5) == 0


def test_page_that_stays_leaves_no_trace(learner):
    homework = give(learner)
    turn(homework, 0)

    assert "turn_page" not in verbs()


def test_homework_is_finished_once(learner):
    homework = give(learner)
    finish_homework(homework, alone=True, by=card(learner), now=NOW)

    finish_homework(homework, alone=None, by=card(learner), now=NOW + timedelta(days=1))

    assert homework.done_at == NOW
    assert verbs().count("finish_homework") == 1


def test_once_more_opens_the_first_page_and_finishes_nothing(learner):
    homework = give(learner)
    turn(homework, 3)

    finish_homework(homework, alone=False, by=card(learner), now=NOW)

    assert (homework.page, homework.done_at) == (0, None)


def test_open_homework_is_the_nearest_day_first(learner):
    undated = give(learner, "touch", due_on=None)
    late = give(learner, "talk")
    soon = give(learner, "see", due_on=FRIDAY - timedelta(days=1))
    give(enrolled())

    assert list(homework_queries.open_homework(learner)) == [soon, late, undated]
    finish_homework(soon, alone=True, by=card(learner), now=NOW)
    assert list(homework_queries.open_homework(learner)) == [late, undated]


def test_homework_of_lesson_is_what_was_given_in_it(learner):
    lesson = make.lesson((), (learner,))
    homework = give(learner, lesson=lesson)
    give(learner, "see")

    assert list(homework_queries.homework_of_lesson(lesson)) == [homework]


def test_homework_unit_has_the_pages(learner):
    assert len(homework_queries.homework_unit(give(learner)).pages) == 3


def finds(homework, actor):
    try:
        return homework_queries.homework(homework.code, actor=actor) is homework
    except NotFound:
        return False


def test_card_finds_its_own_homework_only(learner):
    homework = give(learner)

    assert finds(homework, card(learner))
    assert not finds(homework, card(enrolled()))
    assert not finds(homework, Actor(ActorKind.CARD))


def test_card_finds_no_more_for_the_roles_of_its_holder(learner):
    homework = give(learner)
    roles = make.actor(Role.COORDINATOR).grants

    assert not finds(homework, Actor(ActorKind.CARD, enrolled().person_id, roles))


def test_coordinator_finds_homework_of_own_municipality_only(learner):
    homework = give(learner)
    place, other = learner.person.household.town.municipality, make.municipality()

    assert finds(homework, make.actor(Role.COORDINATOR, place=place))
    assert finds(homework, make.actor(Role.COORDINATOR))
    assert not finds(homework, make.actor(Role.COORDINATOR, place=other))
    for role in (Role.OFFICER, Role.RECEPTION, Role.LEARNER):
        assert not finds(homework, make.actor(role, place=place))


def test_tutor_finds_homework_of_learners_of_own_lessons_only(learner):
    homework = give(learner)
    someone, other = make.tutor(), make.tutor()
    make.lesson((someone,), (learner,))
    make.lesson((other,), (enrolled(),))

    assert finds(homework, make.actor(Role.TUTOR, who=someone.person))
    assert not finds(homework, make.actor(Role.TUTOR, who=other.person))
    # After graduation the role is gone, and with it the way in.
    assert not finds(homework, make.actor(who=someone.person))


def test_tutor_of_a_cancelled_lesson_or_released_from_it_finds_nothing(learner):
    homework = give(learner)
    cancelled, released = make.tutor(), make.tutor()
    make.lesson((cancelled,), (learner,), live=False)
    make.lesson((released,), (learner,)).staffings[0].state = StaffingState.RELEASED
    db.session.flush()

    for someone in (cancelled, released):
        assert not finds(homework, make.actor(Role.TUTOR, who=someone.person))


@pytest.mark.parametrize("code", ["", "NOTHERE0", "x" * 300, "%"])
def test_homework_that_is_not_there_is_not_found(learner, code):
    with pytest.raises(NotFound):
        homework_queries.homework(code, actor=make.actor(Role.COORDINATOR))


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
