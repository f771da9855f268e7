"""The draft changed by hand: what is refused, what needs a reason, what a late screen may not do."""

import json
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.planned import draft, draft_of
from tests.matching.week import TUESDAY, City
from tutor.actor import Actor, Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.local_time import at
from tutor.matching import by_hand, visit_queries
from tutor.matching.models import BoardStep, PlanState, RequestHold
from tutor.office.models import ClosingDay
from tutor.people.models import Person

TWO, THREE = at(TUESDAY, time(14)), at(TUESDAY, time(15))


class Desk:
    """A draft with one visit on Tuesday afternoon, and a coordinator with a name."""

    def __init__(self, requests: int = 1) -> None:
        self.made = draft(requests)
        self.visit = self.made.plan.visits[0]
        self.by = self.somebody("小野寺")

    def somebody(self, family: str) -> Actor:
        who: Person = make.person(family_name=family)
        db.session.commit()
        return make.actor(Role.COORDINATOR, place=self.made.city.row, who=who)

    def move(self, starts_at=THREE, **given):
        values = {"tutors": self.made.tutors, "by": self.by, "now": NOW}
        return by_hand.set_visit(self.visit, starts_at=starts_at, **values | given)

    def refused(self, act, **given) -> str:
        """The sentence, and the visit is as before."""
        db.session.commit()
        before = self.standing()
        with pytest.raises(Refused) as refusal:
            act(**given)
        db.session.rollback()
        assert self.standing() == before
        return str(refusal.value)

    def standing(self):
        db.session.refresh(self.visit)
        visit = self.visit
        return visit.starts_at, [one.person_id for one in visit.tutors], visit.pinned, visit.version


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
    assert "今は、11月24日(火) 15:00 佐藤・佐藤です" in said


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


def test_visit_left_out_says_so_and_undo_puts_it_back(database):
    desk = Desk()
    before = desk.standing()
    step = by_hand.leave_out(desk.visit, by=desk.by, now=NOW)
    db.session.commit()
    assert (desk.visit.starts_at, json.loads(desk.visit.reasons)) == (None, [{"code": "left_out"}])

    by_hand.undo(step, by=desk.by, now=NOW)
    db.session.commit()

    assert desk.standing()[:3] == before[:3]
    assert (step.undone_at, step.undone_by_id) == (NOW, desk.by.person_id)
    assert verbs()[-1] == "undo_planned_visit"


def test_undo_is_done_once(database):
    desk = Desk()
    step = desk.move()
    by_hand.undo(step, by=desk.by, now=NOW)

    assert "もうもとに" in desk.refused(by_hand.undo, step=step, by=desk.by, now=NOW)


def test_undo_after_a_colleagues_change_says_who(database):
    desk = Desk()
    step = desk.move()
    desk.move(TWO, by=desk.somebody("熊谷"))

    said = desk.refused(by_hand.undo, step=step, by=desk.by, now=NOW)

    assert "熊谷" in said
    assert "14:00" in said


def test_undo_is_refused_when_the_tutors_were_given_away(database):
    desk = Desk(2)
    for visit in desk.made.plan.visits[1:]:
        by_hand.leave_out(visit, by=desk.by, now=NOW)
    step, start = by_hand.leave_out(desk.visit, by=desk.by, now=NOW), desk.visit.starts_at
    other = desk.made.plan.visits[1]
    by_hand.set_visit(other, starts_at=TWO, tutors=desk.made.tutors, by=desk.by, now=NOW)
    assert start == TWO or other.starts_at == TWO

    assert "そこには動かせません" in desk.refused(by_hand.undo, step=step, by=desk.by, now=NOW)


def test_undo_brings_back_the_reason_that_stood_before(database):
    desk = Desk()
    desk.move(at(TUESDAY, time(12, 30)), because="電話で")
    step = desk.move(THREE)
    assert desk.visit.because == ""

    by_hand.undo(step, by=desk.by, now=NOW)

    assert (desk.visit.because, desk.visit.waived) == ("電話で", "V2")


def test_held_request_is_out_of_the_plan_with_who_and_why_until_released(database):
    desk = Desk()
    step = by_hand.hold(desk.visit, because="入院中", by=desk.by, now=NOW)
    held = db.session.scalars(select(RequestHold)).one()
    assert (held.because, held.by_id, desk.visit.starts_at) == ("入院中", desk.by.person_id, None)
    assert "止めてあります" in desk.refused(desk.move)

    by_hand.undo(step, by=desk.by, now=NOW)

    assert visit_queries.open_hold(desk.visit.request_id) is None
    assert desk.visit.starts_at is not None


def test_hold_without_a_reason_is_refused(database):
    desk = Desk()

    assert "わけ" in desk.refused(by_hand.hold, visit=desk.visit, because=" ", by=desk.by, now=NOW)


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
