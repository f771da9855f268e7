"""Why the two of a booked lesson go: beside all that is booked in its week."""

from datetime import time, timedelta

import pytest

from tests import make
from tests.make import NOW
from tests.matching.week import TUESDAY, City
from tutor.database import db
from tutor.lessons.models import Came, Lesson
from tutor.local_time import at
from tutor.matching.why_lesson import these_two

pytestmark = pytest.mark.usefixtures("database")


class Booked:
    """A lesson on Tuesday at 14:00 with two of three tutors."""

    def __init__(self, begins: time = time(14)) -> None:
        self.city = City()
        self.tutors = [self.city.tutor(), self.city.tutor("iphone"), self.city.tutor("iphone")]
        self.learner = self.city.learner()
        self.lesson = self._lesson(at(TUESDAY, begins))

    def _lesson(self, starts_at) -> Lesson:
        return make.lesson(
            tuple(self.tutors[:2]), (self.learner,), starts_at=starts_at, programme=self.city.programme
        )

    def said(self) -> list[str]:
        db.session.commit()
        return [str(one) for one in these_two(self.lesson)]


def test_next_best_two_at_the_same_hour_are_told():
    found = Booked().said()

    assert sum("この訪問で" in one for one in found) == 2
    assert any(one.startswith("次によい組み合わせは、11月24日(火) 14:00の") for one in found)
    assert not any(one.startswith("同じ2人なら") for one in found)


def test_hour_that_is_no_quarter_is_told_too():
    assert Booked(time(14, 7)).said()


def test_who_taught_last_time_is_told_also_when_another_has_left_since():
    booked = Booked()
    gone = make.tutor(("android",), until=NOW.date() - timedelta(days=3))
    held = make.lesson(
        (booked.tutors[0], gone), (booked.learner,), starts_at=NOW - timedelta(days=7),
        programme=booked.city.programme,
    )  # fmt: skip
    held.attendances[0].came = Came.CAME

    assert sum("前回も行きました" in one for one in booked.said()) == 1


def test_of_a_lesson_outside_the_tutors_hours_nothing_is_claimed():
    assert Booked(time(18)).said() == []
