from datetime import timedelta

import pytest

from tests import make
from tests.study import scene
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.errors import NotFound
from tutor.learning.actions import enrol, mark, settle
from tutor.learning.rules import OLD, MarkSource
from tutor.reports import fading

NOW = make.NOW


@pytest.fixture
def city(database):
    publish(scene.content(), by=WORKER, now=NOW)
    return make.municipality()


def learner(city, **seen):
    """call=(3, 20, 1, 2): seen at 3 twenty days ago, and at 1 two days ago."""
    someone, by = make.learner(city), make.actor(who=make.tutor().person)
    enrol(someone, curriculum_key="small", by=WORKER, now=NOW)
    for skill, looks in seen.items():
        for value, days in zip(looks[::2], looks[1::2], strict=True):
            mark(
                someone, skill_key=skill, value=value, source=MarkSource.TUTOR, lesson=None, by=by,
                now=NOW - timedelta(days=days), client_key=f"{someone.person_id}-{skill}-{days}",
            )  # fmt: skip
    settle(someone, lesson=None, now=NOW)
    return someone


def by_skill(city):
    found = fading.by_skill(make.actor(Role.COORDINATOR, place=city), now=NOW)
    return {one.skill.key: (one.lower, one.aged) for one in found}


def people(city, key="call"):
    _, count, found = fading.of_skill(key, make.actor(Role.COORDINATOR, place=city), now=NOW)
    assert count == len(found)
    return [one.person.id for one in found]


def test_skills_are_counted_by_why_they_fade(city):
    learner(city, call=(3, 20, 1, 2), photo=(3, 20, 4, 2))
    learner(city, call=(3, OLD.days + 2), tap=(2, 9))
    learner(city, call=(4, 9, 2, 2))

    assert by_skill(city) == {"call": (2, 1)}


def test_other_cities_erased_people_and_who_has_ended_are_left_out(city):
    learner(make.municipality(), call=(3, 20, 1, 2))
    gone = learner(city, call=(3, 20, 1, 2))
    gone.person.erased_at = NOW

    assert by_skill(city) == {}
    assert people(city) == []


def test_who_has_no_lesson_to_come_stands_first_with_the_review_that_is_due(city):
    coming, alone = learner(city, call=(3, 20, 1, 2)), learner(city, call=(3, 9, 1, 2))
    make.lesson((), (coming,), programme=make.programme(city), starts_at=NOW + timedelta(days=3))

    _, _, found = fading.of_skill("call", make.actor(Role.COORDINATOR, place=city), now=NOW)

    assert [one.person for one in found] == [alone.person, coming.person]
    assert found[0].lesson is None
    assert found[1].lesson.at == NOW + timedelta(days=3)
    assert found[0].review.due_on
    assert found[0].faded.now == 1


def test_correction_may_make_an_old_mark_a_high_one(city):
    someone = learner(city, call=(1, 2))
    by = make.actor(Role.COORDINATOR, who=make.person())
    low = mark(
        someone, skill_key="call", value=1, source=MarkSource.PLACEMENT, lesson=None, by=by,
        now=NOW - timedelta(days=30), client_key="low",
    )  # fmt: skip
    mark(
        someone, skill_key="call", value=3, source=MarkSource.PLACEMENT, lesson=None, by=by, now=NOW,
        client_key="right", corrects=low,
    )  # fmt: skip

    assert by_skill(city) == {"call": (1, 0)}


def test_skill_that_no_curriculum_has_is_not_found(city):
    with pytest.raises(NotFound):
        people(city, "nothing")
