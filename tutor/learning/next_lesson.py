"""Which units the next lesson may take, and why: a proposal to its tutors, never an order. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from tutor.curriculum.content import Curriculum, Skill, Unit
from tutor.learning import goal_words, practice, rules
from tutor.learning.rules import ALONE, MarkSource, Seen

PROPOSED = 3
HANDS = 1


class Why(StrEnum):
    HARD = "hard"
    GOAL = "goal"
    WRONG = "wrong"
    DUE = "due"
    TOWARDS = "towards"
    NEXT = "next"
    READY = "ready"
    HELD = "held"
    AHEAD = "ahead"


POINTS = {
    Why.HARD: 4,
    Why.GOAL: 4,
    Why.WRONG: 3,
    Why.DUE: 3,
    Why.TOWARDS: 3,
    Why.NEXT: 2,
    Why.READY: 1,
    Why.HELD: -2,
    Why.AHEAD: -5,
}
"""What one learner's reason weighs. A wish never outweighs that what it needs is missing; a review of what is
held alone is a quick look, and comes after what is new."""


@dataclass(frozen=True)
class Pupil:
    """One learner of the lesson. `name` is how a sentence calls him or her; `marks` are of before."""

    name: str
    phone: str
    goal: str
    marks: tuple[Seen, ...]


@dataclass(frozen=True)
class Reason:
    """`things` are the skills, units or stages that it is about, in words."""

    why: Why
    whom: tuple[str, ...]
    things: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    unit: Unit
    points: int
    reasons: tuple[Reason, ...]


def propose(
    content: Curriculum, pupils: Sequence[Pupil], *, today: date, now: datetime
) -> tuple[Proposal, ...]:
    """All units, the best first. What helps several of the lesson counts as often as it helps."""
    views = [_View(content, pupil, today, now) for pupil in pupils]
    found = [_proposal(unit, views) for unit in in_order(content)]
    return tuple(sorted(found, key=lambda one: -one.points))


def in_order(content: Curriculum) -> list[Unit]:
    return sorted(content.units, key=lambda unit: (unit.stage, unit.number))


def _proposal(unit: Unit, views: Sequence["_View"]) -> Proposal:
    whom: dict[Why, list[str]] = {}
    things: dict[Why, dict[str, None]] = {}
    for view in views:
        for why, named in view.reasons(unit).items():
            whom.setdefault(why, []).append(view.pupil.name)
            things.setdefault(why, {}).update(dict.fromkeys(named))
    reasons = [Reason(why, tuple(whom[why]), tuple(things[why])) for why in Why if why in whom]
    return Proposal(unit, sum(POINTS[one.why] * len(one.whom) for one in reasons), tuple(reasons))


class _View:
    """The curriculum as it lies before one learner."""

    def __init__(self, content: Curriculum, pupil: Pupil, today: date, now: datetime) -> None:
        self.content, self.pupil = content, pupil
        self.standings = rules.standings(pupil.marks, now=now)
        self.due = practice.due(practice.reviews(pupil.marks), today=today)
        self.hard, self.wrong = hard(pupil.marks, self.standings), wrong(pupil.marks)
        self.needed = rules.needed_before(content)
        self.texts = {skill.key: skill.text for skill in content.skills}

    def reasons(self, unit: Unit) -> dict[Why, Iterable[str]]:
        found: dict[Why, Iterable[str]] = {
            Why.HARD: self._skills(unit, self.hard),
            Why.WRONG: self._skills(unit, self.wrong),
            Why.DUE: self._skills(unit, self.due),
            Why.TOWARDS: self._towards.get(unit.key, ()),
            Why.AHEAD: self._missing_before(unit),
        }
        found = {why: things for why, things in found.items() if things}
        if self._is_held(unit):
            return {**found, Why.HELD: ()}
        if unit.key in self._wished:
            found[Why.GOAL] = ()
        if Why.AHEAD not in found:
            found[Why.NEXT if unit is self._next else Why.READY] = ()
        return found

    def _skills(self, unit: Unit, keys: Collection[str]) -> list[str]:
        return [self.texts[key] for key in unit.skills if key in keys]

    def _is_held(self, unit: Unit) -> bool:
        return all(self.standings.get(key, 0) >= ALONE for key in unit.skills)

    def _missing_before(self, unit: Unit) -> list[str]:
        missing = self.needed[unit.stage] & self._open_stages
        return [stage.title for stage in self.content.stages if stage.number in missing]

    @cached_property
    def _open_stages(self) -> set[int]:
        reached = rules.stages_reached(self.standings, self.content)
        return {skill.stage for skill in self.content.skills}.difference(reached)

    @cached_property
    def _next(self) -> Unit | None:
        return next(
            (
                one
                for one in in_order(self.content)
                if not self._is_held(one) and not self._missing_before(one)
            ),
            None,
        )

    @cached_property
    def _wished(self) -> dict[str, Unit]:
        """What the learner's own words name, as far as it is not held already."""
        return {
            unit.key: unit
            for unit in self.content.units
            if not self._is_held(unit)
            and goal_words.fits(self.pupil.goal, words_of(unit, self.content.skills))
        }

    @cached_property
    def _towards(self) -> dict[str, list[str]]:
        """By unit, the titles of wished ones that need its stage before."""
        found: dict[str, list[str]] = {}
        for wished in self._wished.values():
            before = self.needed[wished.stage] & self._open_stages
            for unit in self.content.units:
                if unit.stage in before and not self._is_held(unit):
                    found.setdefault(unit.key, []).append(wished.title)
        return found


def hard(marks: Collection[Seen], standings: Mapping[str, int]) -> set[str]:
    """Skills that a tutor saw done with hands only, or not at all, when they were last tried."""
    tried = {mark.skill for mark in rules.in_force(marks) if mark.source is MarkSource.TUTOR}
    return {skill for skill in tried if standings.get(skill, 0) <= HANDS}


def wrong(marks: Collection[Seen]) -> set[str]:
    """Skills whose newest evidence is a question that was not answered right at the first try."""
    newest: dict[str, Seen] = {}
    for mark in sorted(rules.in_force(marks), key=_newness):
        newest[mark.skill] = mark
    return {key for key, one in newest.items() if one.source is MarkSource.QUIZ and one.value <= HANDS}


def _newness(mark: Seen) -> tuple[datetime, bool, int]:
    """At the same moment a tutor's word is the later one, and the lower of two: nothing hangs on entry."""
    return mark.at, mark.source is not MarkSource.QUIZ, -mark.value


def words_of(unit: Unit, skills: Iterable[Skill]) -> str:
    """Where a learner's own word for a thing would stand."""
    of_skills = (skill.text for skill in skills if skill.key in unit.skills)
    return " ".join((unit.title, *of_skills, *(page.title for page in unit.pages)))
