"""What a learner wishes to do, in own words, and whether it came true.

The words of today stand on the learner, where every page finds them; here stands what became of each.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.learning.models import Goal
from tutor.lessons.models import Lesson
from tutor.people.models import Learner

LONGEST = 300


def goals_of(learner: Learner) -> Sequence[Goal]:
    """Newest first. A wish from the first telephone call is a row from when it is first asked about."""
    found = select(Goal).where(Goal.learner_id == learner.person_id).order_by(Goal.id.desc())
    return db.session.scalars(found).all()


def wish(learner: Learner, words: str, *, by: Actor, now: datetime) -> None:
    """Another wish takes the place of the one before; the same words change nothing."""
    words = words.strip()
    if not words or len(words) > LONGEST:
        raise Refused("願いを、%(most)s字までで書いてください。", most=LONGEST)
    if words == learner.goal:
        return
    old = _today(learner)
    if old is not None:
        old.ended_at = now
        db.session.flush()
    learner.goal = words
    _record("wish", _begin(learner, now), learner, by=by, now=now)


def asked(
    learner: Learner, *, met: bool, because: str = "", lesson: Lesson | None = None, by: Actor, now: datetime
) -> None:
    """Did it come true? Said again in the same lesson, the last word counts."""
    goal = _asked_about(learner, lesson)
    if goal is None or (goal.asked_at and _says(goal) == (met, because.strip())):
        return
    goal.asked_at, goal.lesson_id, goal.by_id = now, lesson.id if lesson else None, by.person_id
    goal.not_met_because = "" if met else because.strip()[:LONGEST]
    goal.met_at = goal.ended_at = now if met else None
    learner.goal = "" if met else goal.words
    db.session.flush()
    _record("ask_goal", goal, learner, by=by, now=now)


def _says(goal: Goal) -> tuple[bool, str]:
    return goal.met_at is not None, goal.not_met_because


def _asked_about(learner: Learner, lesson: Lesson | None) -> Goal | None:
    today = _today(learner)
    if today is not None:
        return today
    last = next(iter(goals_of(learner)), None)
    same = last is not None and last.met_at and lesson is not None and last.lesson_id == lesson.id
    return last if same else None


def _today(learner: Learner) -> Goal | None:
    """The row of the words of today: made when it is not there, or when others were written meanwhile."""
    open_ = next((one for one in goals_of(learner) if one.ended_at is None), None)
    if open_ is not None and open_.words == learner.goal:
        return open_
    if open_ is not None:
        open_.ended_at = open_.asked_at or open_.created_at
        db.session.flush()
    return _begin(learner, learner.created_at) if learner.goal else None


def _begin(learner: Learner, since: datetime) -> Goal:
    goal = Goal(created_at=since, learner_id=learner.person_id, words=learner.goal)
    db.session.add(goal)
    db.session.flush()
    return goal


def _record(verb: str, goal: Goal, learner: Learner, *, by: Actor, now: datetime) -> None:
    record(verb, goal, by=by, now=now, municipality_id=learner.municipality_id)
