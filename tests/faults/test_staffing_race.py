"""Two say yes, or two coordinators mend, at the same moment: exactly one of them has it."""

from datetime import timedelta

from tests import make
from tests.disruptions.scene import TWO, booked, scene
from tests.faults.pressing import press
from tests.matching.week import FIVE, NOON, TUESDAY, wish
from tutor.actor import Role
from tutor.database import db
from tutor.disruptions.actions import cannot_come
from tutor.disruptions.rules import Absence
from tutor.lessons import offers
from tutor.lessons.models import Lesson, OfferAnswer, StaffingOffer
from tutor.messaging.models import Message
from tutor.messaging.wording import load_wordings

RACERS = 4


def lacking(town) -> Lesson:
    cannot_come(town.ill, Absence(TUESDAY, TUESDAY), by=town.by, now=make.NOW)
    return town.lesson


def test_of_four_who_say_yes_at_once_one_has_the_lesson(database, pressing):
    load_wordings(make.NOW)
    town = scene()
    lesson, asked = lacking(town), [town.colleague(n=n) for n in range(5, 5 + RACERS)]
    until = make.NOW + timedelta(hours=8)
    made = offers.offer(lesson, asked, until=until, by=make.actor(Role.COORDINATOR), now=make.NOW)

    answers = press(pressing, [f"yes:{one.code}" for one in made])

    won = [answer for answer in answers if "done" in answer]
    refused = [answer["refused"] for answer in answers if "refused" in answer]
    assert (len(won), len(refused)) == (1, len(answers) - 1), answers
    assert all("ありがとうございます" in sentence for sentence in refused)
    assert db.session.query(Lesson).one().lacking == 0
    assert db.session.query(StaffingOffer).filter_by(answer=OfferAnswer.YES).count() == 1


def test_of_two_workers_and_a_no_at_once_comes_one_call(database, pressing):
    """Whichever of them is last sees that nobody is left to wait for."""
    load_wordings(make.NOW)
    town = scene()
    lesson, asked = lacking(town), [town.colleague(n=n) for n in range(5, 5 + RACERS)]
    made = offers.offer(lesson, asked, until=make.NOW + timedelta(hours=8), by=town.by, now=make.NOW)
    for one in made[:-1]:
        one.until = make.NOW

    answers = press(pressing, ["expire:", f"no:{made[-1].code}", "expire:"])

    assert all("done" in answer for answer in answers), answers
    assert db.session.query(Message).filter_by(purpose="staffing_unanswered").count() == 1
    assert db.session.query(StaffingOffer).filter_by(answer=None).count() == 0


def test_of_four_coordinators_who_mend_at_once_one_does(database, pressing):
    load_wordings(make.NOW)
    town = scene()
    lesson = lacking(town)
    helpers = [town.colleague(n=n).person.code for n in range(5, 5 + RACERS)]
    db.session.commit()
    presses = [f"mend:{lesson.code}:{lesson.version}:stand_in {TWO:%Y%m%dT%H%M} {one}" for one in helpers]

    answers = press(pressing, presses)

    refused = [answer["refused"] for answer in answers if "refused" in answer]
    assert len([answer for answer in answers if "done" in answer]) == 1, answers
    assert len(refused) == len(answers) - 1
    assert all("まだ何も変えていません" in sentence for sentence in refused)
    assert len(db.session.query(Lesson).one().assigned) == 2


def test_same_repair_pressed_by_four_is_done_once(database, pressing):
    load_wordings(make.NOW)
    town = scene()
    lesson, helper = lacking(town), town.colleague().person.code
    db.session.commit()
    one_press = f"mend:{lesson.code}:{lesson.version}:stand_in {TWO:%Y%m%dT%H%M} {helper}"

    answers = press(pressing, [one_press] * RACERS)

    assert {tuple(answer) for answer in answers} == {("done",)}, answers
    assert len(db.session.query(Lesson).one().assigned) == 2


def test_two_who_mend_a_whole_day_differently_at_once_leave_one_of_the_days(database, pressing):
    """All lessons as one of them chose, nothing of the other's."""
    load_wordings(make.NOW)
    town = scene()
    learner = make.learner(household=make.household(town.city.town))
    request = town.city.request(wish(1, NOON, FIVE), people=(learner,))
    other = booked(town.city, town.pair, learner, request, TWO + timedelta(minutes=90))
    both = (lacking(town), other)
    helpers = [town.colleague(n=n).person.code for n in (5, 6)]
    db.session.commit()
    days = [
        ";".join(f"{one.code}:{one.version}:stand_in {one.starts_at:%Y%m%dT%H%M} {helper}" for one in both)
        for helper in helpers
    ]

    answers = press(pressing, [f"together:{day}" for day in days * 2])

    assert all("done" in answer or "まだ何も変えていません" in answer["refused"] for answer in answers), (
        answers
    )
    assert len({answer["done"] for answer in answers if "done" in answer}) == 1
    teach = [{row.tutor.person.code for row in one.assigned} for one in db.session.query(Lesson)]
    assert len([one for one in teach if one & set(helpers)]) == 2
    assert len(set.union(*teach) & set(helpers)) == 1
    assert db.session.query(Message).filter_by(purpose="staffing_booked").count() == 2
