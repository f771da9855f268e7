"""Two plans side by side."""

from tests.make import NOW
from tests.matching.desk import Desk
from tests.matching.planned import draft_of
from tutor.database import db
from tutor.matching import by_hand
from tutor.matching.compare import compare


def test_plan_beside_itself_differs_in_nothing(database):
    plan = Desk().made.plan

    found = compare(plan, plan, now=NOW)

    assert found.first == found.second
    assert (found.first.planned, found.first.minutes, found.differences) == (1, 16, ())


def test_moved_visit_and_one_left_out_are_named_with_both_places(database):
    desk = Desk(2)
    by_hand.pin(desk.visit, pinned=True, by=desk.by, now=NOW)
    other = desk.made.plan.visits[1]
    newer = draft_of(desk.made.city)
    by_hand.leave_out(other, by=desk.by, now=NOW)
    db.session.commit()

    found = compare(desk.made.plan, newer, now=NOW)

    (difference,) = found.differences
    assert difference.request is other.request
    assert (difference.first, difference.second.request) == (None, other.request)
    assert (found.first.planned, found.second.planned) == (1, 2)
    assert (found.first.left_out, found.second.left_out) == (1, 0)
    assert found.second.points > found.first.points
