"""What is pinned or held when the week is planned anew, and which plan then counts."""

from datetime import time

import pytest

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.desk import THREE, TWO, Desk
from tests.matching.engine.problems import small, solved, tutor, visit
from tests.matching.planned import draft_of
from tests.matching.week import TUESDAY
from tutor.availability.models import DayException, DayKind
from tutor.database import db
from tutor.errors import Refused
from tutor.local_time import at
from tutor.matching import actions, by_hand, queries
from tutor.matching.board_reads import head
from tutor.matching.engine.problem import Staffing
from tutor.matching.engine.verify import violations
from tutor.matching.models import PlanState
from tutor.matching.pins import with_pins
from tutor.matching.week_problem import week_problem

PAIR = ("A", "B")


def pinned_at(problem, start, tutors=PAIR):
    return with_pins(problem, {"v": Staffing(start, tutors)})


def test_pin_is_kept_by_the_search_and_by_the_verifier():
    problem, dropped = pinned_at(small(), 630)

    plan = solved(problem)

    assert dropped == frozenset()
    assert [(one.start, set(one.tutors)) for one in plan.visits] == [(630, set(PAIR))]
    assert violations(problem, plan) == []


def test_pin_stands_above_wish_qualification_and_limit():
    tutors = [tutor("A", max_visits=0), tutor("B", max_visits_per_day=0)]
    hard = small(tutors=tutors, visits=[visit("v", starts=[[600, 600]], needs={"piano": 1}, refuses=["A"])])

    problem, dropped = pinned_at(hard, 570)

    assert dropped == frozenset()
    assert [one.start for one in solved(problem).visits] == [570]


@pytest.mark.parametrize(
    ("start", "tutors"),
    [(690, PAIR), (540, PAIR), (600, ("A", "Z")), (601, PAIR)],
    ids=["after hours", "no time for the way", "unknown tutor", "off the grid"],
)
def test_pin_that_cannot_be_kept_is_dropped_and_said(start, tutors):
    before = small()

    problem, dropped = pinned_at(before, start, tutors)

    assert dropped == {"v"}
    assert problem == before


def test_one_pin_too_many_leaves_the_others():
    both = small(visits=[visit("v"), visit("w"), visit("x")])
    pins = {"v": Staffing(570, PAIR), "x": Staffing(690, PAIR)}

    problem, dropped = with_pins(both, pins)

    assert dropped == {"x"}
    assert [one.id for one in problem.visits if one.fixed] == ["v"]


def test_pin_of_somebody_who_is_not_waiting_any_more_is_nothing():
    assert with_pins(small(), {"gone": Staffing(600, PAIR)}) == (small(), frozenset())


def test_pinned_visit_stays_when_the_week_is_planned_anew(database):
    desk = Desk(2)
    early, late = desk.made.plan.visits
    given = {"tutors": desk.made.tutors, "by": desk.by, "now": NOW}
    by_hand.set_visit(late, starts_at=at(TUESDAY, time(15, 45)), **given)
    by_hand.set_visit(early, starts_at=at(TUESDAY, time(12, 30)), because="電話で", **given)
    db.session.commit()

    standing = {one.code: one for one in draft_of(desk.made.city).visits}

    late_again, again = standing[late.code], standing[early.code]
    assert (late_again.starts_at, late_again.pinned, late_again.waived) == (late.starts_at, True, "")
    assert (again.starts_at, again.waived, again.because) == (
        early.starts_at,
        "V2",
        "電話で",
    )


def test_held_request_is_not_planned(database):
    desk = Desk(2)
    by_hand.hold(desk.visit, because="入院中", by=desk.by, now=NOW)

    codes = {one.id for one in week_problem(desk.made.city.row, MONDAY, now=NOW).problem.visits}

    assert desk.visit.code not in codes
    assert len(codes) == 1


def test_pin_of_a_tutor_who_fell_ill_is_dropped(database):
    desk = Desk()
    desk.move(THREE)
    off = DayException(day=TUESDAY, kind=DayKind.OFF)
    off.tutor_id = desk.made.tutors[0].person_id
    make.add(off)

    week = week_problem(desk.made.city.row, MONDAY, now=NOW)

    assert (week.dropped, week.pins) == ({desk.visit.code}, {})


def states(desk) -> list[PlanState]:
    return [one.state for one in reversed(queries.plans_of_week(desk.made.city.row, MONDAY, actor=desk.by))]


def test_draft_changed_by_hand_stays_and_the_new_plan_waits_beside_it(database):
    desk = Desk()
    desk.move(THREE)
    draft_of(desk.made.city)
    draft_of(desk.made.city)

    assert states(desk) == [PlanState.DRAFT, PlanState.DISCARDED, PlanState.PROPOSED]
    assert head(desk.made.city.row.id, MONDAY).plan_id == desk.made.plan.id


def test_draft_whose_changes_are_undone_is_replaced(database):
    desk = Desk()
    by_hand.undo(desk.move(THREE), by=desk.by, now=NOW)
    draft_of(desk.made.city)

    assert states(desk) == [PlanState.DISCARDED, PlanState.DRAFT]


def test_proposed_plan_is_chosen_and_the_old_one_kept_and_taken_up_again(database):
    desk = Desk()
    desk.move(THREE)
    newer = draft_of(desk.made.city)

    actions.choose(newer, by=desk.by, now=NOW)
    assert states(desk) == [PlanState.DISCARDED, PlanState.DRAFT]
    actions.choose(newer, by=desk.by, now=NOW)
    actions.choose(desk.made.plan, by=desk.by, now=NOW)

    assert states(desk) == [PlanState.DRAFT, PlanState.DISCARDED]


def test_old_draft_taken_up_counts_before_a_younger_published_plan(database):
    desk = Desk()
    published = draft_of(desk.made.city)
    actions.publish(published, by=desk.by, now=NOW)
    actions.choose(desk.made.plan, by=desk.by, now=NOW)

    assert head(desk.made.city.row.id, MONDAY).plan_id == desk.made.plan.id


def test_published_plan_is_not_chosen_again(database):
    desk = Desk()
    actions.publish(desk.made.plan, by=desk.by, now=NOW)

    with pytest.raises(Refused, match="お知らせずみ"):
        actions.choose(desk.made.plan, by=desk.by, now=NOW)


def test_change_by_hand_in_a_plan_put_aside_is_refused(database):
    desk = Desk()
    draft_of(desk.made.city)

    assert "変えられません" in desk.refused(desk.move, starts_at=TWO)
