"""Left out, held, and all of it undone; unless somebody has changed it since."""

import json
from datetime import time

from sqlalchemy import select

from tests.make import NOW
from tests.matching.desk import THREE, TWO, Desk
from tests.matching.week import TUESDAY
from tutor.changes.models import Change
from tutor.database import db
from tutor.local_time import at
from tutor.matching import by_hand, step_queries, visit_queries
from tutor.matching.models import RequestHold


def verbs() -> list[str]:
    return list(db.session.scalars(select(Change.verb).order_by(Change.id)))


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


def test_release_undone_holds_it_again_for_the_same_reason(database):
    desk = Desk()
    by_hand.hold(desk.visit, because="入院中", by=desk.by, now=NOW)
    step = by_hand.release(desk.visit, by=desk.by, now=NOW)
    assert visit_queries.open_hold(desk.visit.request_id) is None

    by_hand.undo(step, by=desk.by, now=NOW)

    assert visit_queries.open_hold(desk.visit.request_id).because == "入院中"


def test_undo_is_a_step_that_can_be_undone(database):
    desk = Desk()
    by_hand.undo(desk.move(), by=desk.by, now=NOW)
    again = step_queries.last_step(desk.visit)

    by_hand.undo(again, by=desk.by, now=NOW)

    assert desk.visit.starts_at == THREE


def test_held_visit_is_not_left_out_a_second_time(database):
    """The hold would stay, and the step would say that nothing is held."""
    desk = Desk()
    by_hand.hold(desk.visit, because="入院中", by=desk.by, now=NOW)

    assert "もう計画から外れて" in desk.refused(by_hand.leave_out, visit=desk.visit, by=desk.by, now=NOW)


def test_hold_without_a_reason_is_refused(database):
    desk = Desk()

    assert "わけ" in desk.refused(by_hand.hold, visit=desk.visit, because=" ", by=desk.by, now=NOW)
