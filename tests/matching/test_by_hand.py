"""The draft changed by hand: what is refused, what needs a reason, what a late screen may not do."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.desk import THREE, TWO, Desk
from tests.matching.planned import draft_of
from tests.matching.week import TUESDAY, City
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import NotFound
from tutor.local_time import at
from tutor.matching import by_hand, visit_queries
from tutor.matching.models import BoardStep, PlanState
from tutor.office.models import ClosingDay


def verbs() -> list[str]:
    return list(db.session.scalars(select(Change.verb).order_by(Change.id)))


def test_moved_visit_is_pinned_and_its_version_rises(database):
    desk = Desk()
    others = [desk.made.city.tutor(), desk.made.city.tutor()]

    desk.move(tutors=others, seen=1)
    db.session.commit()

    visit = desk.visit
    assert (visit.starts_at, visit.tutors, visit.pinned, visit.version) == (THREE, others, True, 2)
    assert verbs()[-1] == "move_planned_visit"


def test_other_tutors_at_the_same_time_raise_the_version_too(database):
    desk = Desk()
    other = desk.made.city.tutor()

    desk.move(desk.visit.starts_at, tutors=[desk.made.tutors[0], other])
    db.session.commit()

    assert desk.standing()[3] == 2


@pytest.mark.parametrize(
    ("start", "names"),
    [
        (NOW, "これから"),
        (at(MONDAY + timedelta(days=7), time(10)), "週"),
        (at(TUESDAY, time(15, 10)), "15分"),
    ],
    ids=["now", "next week", "off the grid"],
)
def test_wrong_time_is_refused(database, start, names):
    desk = Desk()

    assert names in desk.refused(desk.move, starts_at=start)


def test_one_tutor_twice_is_refused(database):
    desk = Desk()

    assert "2人" in desk.refused(desk.move, tutors=[desk.made.tutors[0]] * 2)


def test_screen_that_is_behind_is_told_who_when_and_what(database):
    desk = Desk()
    desk.move(seen=1)
    db.session.commit()

    said = desk.refused(desk.move, starts_at=TWO, seen=1)

    assert "小野寺" in said
    assert "11月22日(日) 10:00に動かしました" in said
    assert "今は、11月24日(火) 15:00 佐藤、佐藤です" in said


def test_outside_the_tutors_hours_is_refused_whatever_the_reason(database):
    desk = Desk()

    said = desk.refused(desk.move, starts_at=at(TUESDAY, time(18)), because="頼まれた")

    assert "来られる時間に、訪問が収まりません" in said


def test_tutor_with_another_visit_then_is_refused(database):
    desk = Desk(2)
    other = desk.made.plan.visits[1]

    assert "佐藤" in desk.refused(desk.move, starts_at=other.starts_at)


def test_tutor_with_a_booked_lesson_then_is_named(database):
    desk = Desk()
    make.lesson((desk.made.tutors[0],), household=make.household(desk.made.city.town), starts_at=THREE)

    assert "別のレッスンがあります" in desk.refused(desk.move)


def test_same_learner_in_two_visits_at_once_is_refused(database):
    desk = Desk()
    learner = desk.made.requests[0].people[0].person.learner
    desk.made.city.request(people=(learner,))
    four = [desk.made.city.tutor(), desk.made.city.tutor("iphone")]
    plan = draft_of(desk.made.city)
    first, second = plan.visits
    desk.visit = second

    assert "同じ時間に別の訪問" in desk.refused(desk.move, starts_at=first.starts_at, tutors=four)


def test_other_than_the_wished_half_day_needs_a_reason_which_is_kept(database):
    desk = Desk()
    noon = at(TUESDAY, time(12, 30))
    assert "希望の半日ではありません" in desk.refused(desk.move, starts_at=noon)

    desk.move(noon, because="ご本人と電話で決めた")
    db.session.commit()

    assert (desk.visit.waived, desk.visit.because) == ("V2", "ご本人と電話で決めた")


def test_closing_day_is_called_a_closing_day(database):
    desk = Desk()
    make.add(ClosingDay(municipality_id=desk.made.city.row.id, day=TUESDAY, name="休業日"))

    assert "休業日です" in desk.refused(desk.move)


def test_qualification_that_is_missing_needs_a_reason(database):
    desk = Desk()
    plain = [desk.made.city.tutor("line"), desk.made.city.tutor("line")]

    assert "教えられること" in desk.refused(desk.move, tutors=plain)
    desk.move(tutors=plain, because="ゲームの相談だけ")
    assert desk.visit.waived == "V4"


def test_published_plan_is_changed_no_more(database):
    desk = Desk()
    desk.made.plan.state = PlanState.PUBLISHED

    assert "変えられません" in desk.refused(by_hand.leave_out, visit=desk.visit, by=desk.by, now=NOW)


def test_pin_without_a_time_is_refused_and_unpin_is_a_step(database):
    desk = Desk()
    by_hand.pin(desk.visit, pinned=True, by=desk.by, now=NOW)
    by_hand.pin(desk.visit, pinned=False, by=desk.by, now=NOW)
    assert not desk.visit.pinned
    assert list(db.session.scalars(select(BoardStep.verb))) == ["pin", "unpin"]
    by_hand.leave_out(desk.visit, by=desk.by, now=NOW)

    assert "時間が決まって" in desk.refused(by_hand.pin, visit=desk.visit, pinned=True, by=desk.by, now=NOW)


def test_withdrawn_request_cannot_be_moved(database):
    desk = Desk()
    desk.made.requests[0].withdrawn_at = NOW

    assert "取り下げ" in desk.refused(desk.move)


def test_steps_hold_codes_and_no_names(database):
    desk = Desk()
    step = desk.move()
    kept = step.before + step.after

    assert desk.made.tutors[0].person.code in kept
    assert desk.made.tutors[0].person.family_name not in kept


def test_city_of_another_coordinator_has_no_such_visit(database):
    desk = Desk()

    with pytest.raises(NotFound):
        visit_queries.visit(desk.made.plan.code, desk.visit.code, actor=City().coordinator)
