"""What is not for learners is never learnt: no enrolment, no placement, no homework."""

from dataclasses import replace

import pytest

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.errors import Refused
from tutor.learning import placements
from tutor.learning.actions import enrol, give_homework

NOT_LEARNT = "受講者のための教材ではありません"


@pytest.fixture(params=["tutors", "families"])
def other(database, request):
    publish(replace(two_stages(), audience=request.param), by=WORKER, now=make.NOW)
    return request.param


def test_nobody_is_enrolled(other):
    with pytest.raises(Refused, match=NOT_LEARNT):
        enrol(make.learner(), curriculum_key="small", by=WORKER, now=make.NOW)


def test_nobody_is_placed(other):
    with pytest.raises(Refused, match=NOT_LEARNT):
        placements.begin(make.learner(), curriculum_key="small", by=WORKER, now=make.NOW)


def test_it_is_nobodys_homework(other):
    unit = curricula.unit("small", "touch")

    with pytest.raises(Refused):
        give_homework(make.learner(), unit=unit, lesson=None, due_on=None, by=WORKER, now=make.NOW)


def test_curricula_are_listed_by_whom_they_are_for(other):
    publish(replace(two_stages(), key="own", skills=(), units=()), by=WORKER, now=make.NOW)

    assert [one.key for one in curricula.published("learners")] == ["own"]
    assert [one.key for one in curricula.published(other)] == ["small"]
    assert len(curricula.published()) == len(curricula.published("learners", other)) == 2
