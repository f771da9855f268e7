"""What the two tutors saw leads to the stage that was meant, by the rule itself."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from config import ROOT
from tutor.curriculum.reader import read_curriculum
from tutor.demo.seen import way
from tutor.learning import rules
from tutor.learning.rules import MarkSource, Seen

FIRST = datetime(2026, 8, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def content():
    return read_curriculum(ROOT / "curricula" / "sumaho")


def marks(found):
    return [
        Seen(skill, value, MarkSource.TUTOR, tutor, FIRST + timedelta(days=14 * n), lesson=n)
        for n, lesson in enumerate(found)
        for skill, values in lesson.items()
        for tutor, value in enumerate(values)
    ]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("stages", "lessons"), [(1, 3), (2, 6), (3, 8)])
def test_stages_are_reached_and_no_more(content, stages, lessons, seed):
    found = way(content, stages=stages, lessons=lessons, rng=Random(seed))
    standings = rules.standings(marks(found), now=FIRST + timedelta(days=90))

    assert len(found) == lessons
    assert rules.stages_reached(standings, content) == tuple(range(stages))


@pytest.mark.parametrize("seed", range(5))
def test_beginner_has_reached_nothing_yet(content, seed):
    found = way(content, stages=0, lessons=2, rng=Random(seed))
    standings = rules.standings(marks(found), now=FIRST + timedelta(days=30))

    assert all(found)
    assert rules.level(standings, content) is None


def test_no_lesson_looks_at_more_than_a_tutor_can_mark(content):
    for stages, lessons in ((0, 2), (1, 3), (2, 6), (3, 8)):
        for lesson in way(content, stages=stages, lessons=lessons, rng=Random(1)):
            assert len(lesson) <= 12


def test_same_seed_gives_the_same_way(content):
    one, other = (way(content, stages=2, lessons=6, rng=Random(7)) for _ in range(2))

    assert one == other
