"""Booked classes get their tutors from the week's plan, together with the visits."""

from datetime import time, timedelta

import pytest

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.planned import draft_of
from tests.matching.week import FIVE, TUESDAY, City, wish
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import staffing
from tutor.lessons.actions import cancel
from tutor.lessons.models import LessonKind
from tutor.local_time import at
from tutor.matching import actions, by_hand
from tutor.matching.board import board_of
from tutor.matching.engine.solve import solve
from tutor.matching.engine.verify import violations
from tutor.matching.models import PlanState
from tutor.matching.week_problem import week_problem
from tutor.messaging.models import Message
from tutor.messaging.wording import load_wordings

TWO = at(TUESDAY, time(14))


@pytest.fixture
def city(database):
    load_wordings(NOW)
    return City()


def a_class(city, wanted=2, starts_at=TWO, tutors=(), **values):
    given = {"kind": LessonKind.CLASS, "title": "写真の教室", "seats": 10, "tutors_wanted": wanted}
    given |= {"venue": make.venue(city.town), "programme": city.programme, "starts_at": starts_at}
    return make.lesson(tuple(tutors), (), **given | values)


def publish(city, plan):
    return actions.publish(plan, by=city.coordinator, now=NOW)


def test_class_and_visit_are_planned_together_and_nobody_is_in_two_places(city):
    """Two of the four take the class at two; the visit of that afternoon is theirs later, or the others'."""
    [city.tutor("android", "experienced") for _ in range(4)]
    lesson, _ = a_class(city), city.request()

    week = week_problem(city.row, MONDAY, now=NOW)
    found = solve(week.problem, seed=1, deadline=lambda: True)
    plan = draft_of(city)

    assert violations(week.problem, found) == []
    assert [(one.lesson, len(one.tutors), one.reasons) for one in plan.lessons] == [(lesson, 2, "[]")]
    assert [one.starts_at is not None for one in plan.visits] == [True]


def test_publishing_staffs_the_class_and_tells_its_tutors(city):
    tutors = [city.tutor("experienced", person=make.person(f"080-1111-000{n}")) for n in range(2)]
    lesson = a_class(city)
    plan = draft_of(city)

    publish(city, plan)
    publish(city, plan)

    assert plan.state is PlanState.PUBLISHED
    assert {row.tutor_id for row in lesson.assigned} == {one.person_id for one in tutors}
    assert lesson.lacking == 0
    assert db.session.query(Message).filter_by(purpose="staffing_booked").count() == 2


def test_class_that_wants_three_gets_the_two_who_can_come_and_the_board_says_so(city):
    [city.tutor("experienced") for _ in range(2)]
    lesson = a_class(city, wanted=3)
    draft_of(city)

    proposal = board_of(city.row, MONDAY).proposals[lesson.code]

    assert len(proposal.names) == 2
    assert len(proposal.why) == 1


def test_class_at_an_hour_when_nobody_can_come_says_why(city):
    city.tutor("experienced")
    lesson = a_class(city, wanted=1, starts_at=at(TUESDAY, FIVE))
    plan = draft_of(city)

    why = board_of(city.row, MONDAY).proposals[lesson.code].why
    assert [str(one) for one in why] == ["この時間に、会場まで来られる学生講師がいません。"]
    with pytest.raises(Refused, match="決められる"):
        publish(city, plan)


def test_one_of_them_is_experienced_unless_one_teaches_already(city):
    city.tutor("android")
    lesson = a_class(city, wanted=1)
    assert board_of_draft(city, lesson).names == ()

    old = city.tutor("experienced", hours=())
    lesson.tutors_wanted = 2
    staffing.assign(lesson, [old], by=city.coordinator, now=NOW)
    assert len(board_of_draft(city, lesson).names) == 1


def board_of_draft(city, lesson):
    draft_of(city)
    return board_of(city.row, MONDAY).proposals[lesson.code]


def test_class_off_the_quarter_keeps_its_tutors_until_it_ends(city):
    city.tutor("experienced")
    a_class(city, wanted=1, starts_at=TWO + timedelta(minutes=10))

    (piece,) = week_problem(city.row, MONDAY, now=NOW).problem.visits

    assert (piece.starts[0][0] % 15, piece.duration) == (0, 70)


def test_class_called_off_or_staffed_by_hand_meanwhile_does_not_hold_up_the_plan(city):
    [city.tutor("android", "experienced") for _ in range(4)]
    off, filled = a_class(city, wanted=1), a_class(city, wanted=1)
    city.request(wish(1))
    plan = draft_of(city)
    cancel(off, reason="雪", by=city.coordinator, now=NOW)
    other = make.tutor()
    staffing.assign(filled, [other], by=city.coordinator, now=NOW)

    assert len(publish(city, plan)) == 1
    assert (off.assigned, [row.tutor for row in filled.assigned]) == ([], [other])


def test_class_moved_since_is_named_and_nothing_is_published(city):
    city.tutor("experienced")
    lesson = a_class(city, wanted=1)
    plan = draft_of(city)
    lesson.starts_at, lesson.ends_at = TWO + timedelta(hours=1), TWO + timedelta(hours=2)

    with pytest.raises(Refused, match=r"14:00 写真の教室：教室の日時が変わりました"):
        publish(city, plan)


def test_visit_is_not_moved_by_hand_onto_the_class_of_its_tutor(city):
    [city.tutor("android", "experienced") for _ in range(2)]
    a_class(city, wanted=2)
    city.request()
    plan = draft_of(city)
    (visit,) = plan.visits
    tutors = plan.lessons[0].tutors

    with pytest.raises(Refused, match="そこには動かせません"):
        by_hand.set_visit(visit, starts_at=TWO, tutors=tutors, by=city.coordinator, now=NOW)


def test_classes_of_another_city_another_week_or_without_lack_are_not_planned(city):
    a_class(City())
    a_class(city, starts_at=TWO + timedelta(weeks=1))
    a_class(city, wanted=1, tutors=[city.tutor()])

    assert week_problem(city.row, MONDAY, now=NOW).lessons == {}
