"""On the Friday before, the week is planned and published; then the weekend passes."""

from collections.abc import Sequence
from datetime import timedelta

from tutor.actor import Actor
from tutor.database import db
from tutor.demo.dates import MONDAY, NEXT_MONDAY, PLANNED_AT, START
from tutor.demo.passing import moments_between, remind
from tutor.demo.staff import Staff
from tutor.demo.timeline import Step, Timeline, ring, send_due
from tutor.demo.town import Place
from tutor.matching import actions, by_hand
from tutor.matching.engine.solve import solve
from tutor.matching.solving import SEED, refuse_broken
from tutor.matching.week_problem import week_problem

CALLS_LEFT_FOR_MONDAY = 4


def plan_and_publish(place: Place, *, effort: int, by: Actor) -> str:
    """Bounded by effort, not by the clock: the same plan on a slow and on a fast machine."""
    week = week_problem(place.municipality, MONDAY, now=PLANNED_AT)
    db.session.commit()
    found = solve(week.problem, seed=SEED, deadline=lambda: False, effort=effort)
    refuse_broken(week.problem, found)
    plan = actions.save_plan(place.municipality.id, week, found, by=by, now=PLANNED_AT)
    lessons = actions.publish(plan, by=by, now=PLANNED_AT + timedelta(minutes=10))
    db.session.commit()
    return f"the week of {place.municipality.name}: {len(lessons)} visits, {len(found.unserved)} left out"


def draft_next_week(place: Place, *, effort: int, by: Actor) -> str:
    """Left as a draft, as a coordinator leaves it on Friday: one visit fixed, one request held."""
    week = week_problem(place.municipality, NEXT_MONDAY, now=PLANNED_AT)
    found = solve(week.problem, seed=SEED, deadline=lambda: False, effort=effort)
    plan = actions.save_plan(place.municipality.id, week, found, by=by, now=PLANNED_AT)
    at = PLANNED_AT + timedelta(minutes=20)
    placed = [visit for visit in plan.visits if visit.starts_at]
    if len(placed) > 1:
        by_hand.pin(placed[0], pinned=True, by=by, now=at)
        by_hand.hold(placed[1], because="退院の日が決まってから", by=by, now=at)
    db.session.commit()
    return f"a draft of the next week of {place.municipality.name}: {len(placed)} visits"


def to_pass_the_weekend(keys: Sequence[str], staff: Staff, timeline: Timeline) -> None:
    """Texts go at once; on Friday staff ring nearly everybody without a mobile; reminders by themselves."""
    timeline.add(PLANNED_AT + timedelta(minutes=15), send_due)
    for n, key in enumerate(keys):
        by = staff.coordinator(key)
        timeline.add(PLANNED_AT + timedelta(hours=1, minutes=n), _ringing(by))
    for moment in moments_between(PLANNED_AT + timedelta(hours=2), START):
        timeline.add(moment, remind)


def _ringing(by: Actor) -> Step:
    return lambda now: ring(now, by=by, leave=CALLS_LEFT_FOR_MONDAY)
