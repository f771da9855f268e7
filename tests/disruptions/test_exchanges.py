"""Nobody free can stand in: somebody busy does, a third takes over there, and nothing is moved."""

from datetime import timedelta

import pytest

from tests import make
from tests.disruptions.scene import HALF_PAST_SEVEN, TWO, WORKDAYS, booked, due, names, scene
from tests.matching.week import FIVE, NOON, TUESDAY, wish
from tutor.database import db
from tutor.disruptions.actions import cannot_come, mend_all
from tutor.disruptions.exchanges import better_by_exchange, exchanges
from tutor.disruptions.proposals import RepairKind, repairs
from tutor.disruptions.rules import Absence
from tutor.disruptions.together import best_together, bookings
from tutor.errors import Refused
from tutor.messaging.wording import load_wordings

WOMAN = ("android", "experienced", "woman")


class Town:
    """A learner wants a woman, and she is ill. The other woman teaches elsewhere at that hour; C is free."""

    def __init__(self, *, third: bool = True, elsewhere=TWO, hours=WORKDAYS) -> None:
        load_wordings(make.NOW)
        self.scene = scene()
        self.scene.request.wants_woman = True
        for tag in make.tutor(("woman",)).qualifications:
            self.scene.ill.qualifications.append(tag)
        self.woman, self.man = self.scene.colleague(*WOMAN, n=5), self.scene.colleague(n=6, hours=hours)
        city = self.scene.city
        learner = make.learner(phone="090-1111-3333", household=make.household(city.town))
        request = city.request(wish(1, NOON, FIVE), people=(learner,))
        self.other = booked(city, [self.woman, self.man], learner, request, elsewhere)
        self.third = self.scene.colleague(n=7) if third else None
        cannot_come(self.scene.ill, Absence(TUESDAY, TUESDAY), by=self.scene.by, now=HALF_PAST_SEVEN)
        db.session.commit()

    def found(self):
        return exchanges([self.scene.lesson], actor=self.scene.by, now=HALF_PAST_SEVEN)

    def better(self):
        some = {self.scene.lesson: repairs(self.scene.lesson, now=HALF_PAST_SEVEN)}
        best = best_together(
            some, bookings((self.scene.lesson, one.choice) for one in some[self.scene.lesson])
        )
        return better_by_exchange(best, actor=self.scene.by, now=HALF_PAST_SEVEN)

    def mend(self):
        found = self.found()
        shown = {one: one.version for one in found}
        choices = {one: repair.choice for one, repair in found.items()}
        mend_all(choices, shown=shown, by=self.scene.by, now=HALF_PAST_SEVEN)
        return choices, shown


def said(found):
    return {
        lesson: (repair.kind, {one.person_id for one in repair.tutors}) for lesson, repair in found.items()
    }


def teaching(lesson):
    return {row.tutor_id for row in lesson.assigned}


def test_who_is_busy_stands_in_and_a_third_takes_over(database):
    town = Town()

    assert said(town.found()) == {
        town.scene.lesson: (RepairKind.STAND_IN, {town.woman.person_id}),
        town.other: (RepairKind.RELIEVE, {town.man.person_id, town.third.person_id}),
    }
    assert said(town.better()) == said(town.found())


def test_without_a_third_nobody_is_taken_away_elsewhere(database):
    assert Town(third=False).found() == {}


def test_who_is_free_anyway_is_not_exchanged(database):
    town = Town(elsewhere=TWO + timedelta(hours=1, minutes=30))

    assert said(town.found()) == {town.scene.lesson: (RepairKind.STAND_IN, {town.woman.person_id})}
    assert town.better() == {}


def test_lesson_that_has_begun_elsewhere_is_left_alone(database):
    town = Town()
    late = TWO - timedelta(hours=1)
    town.other.starts_at, town.other.ends_at = late, TWO + timedelta(hours=1)
    db.session.flush()

    assert exchanges([town.scene.lesson], actor=town.scene.by, now=late + timedelta(minutes=10)) == {}


def test_one_press_does_both_tells_everybody_and_twice_is_once(database):
    town = Town()

    choices, shown = town.mend()
    told = [names(one) for one in due()]
    mend_all(choices, shown=shown, by=town.scene.by, now=HALF_PAST_SEVEN)

    assert teaching(town.scene.lesson) == {town.scene.pair[1].person_id, town.woman.person_id}
    assert teaching(town.other) == {town.man.person_id, town.third.person_id}
    assert {"講師5", "講師7"} <= {name for some in told for name in some}
    assert [names(one) for one in due()] == told


def test_page_from_before_a_change_does_nothing(database):
    town = Town()
    found = town.found()
    choices = {one: repair.choice for one, repair in found.items()}
    shown = {one: one.version - (one is town.other) for one in found}

    with pytest.raises(Refused):
        mend_all(choices, shown=shown, by=town.scene.by, now=HALF_PAST_SEVEN)


def test_lesson_made_by_hand_outside_the_hours_keeps_its_tutors(database):
    assert Town(hours=()).found() == {}
