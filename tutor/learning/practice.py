"""When to come back to a skill, and what to give for the days until the next lesson. Pure, like the rules."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tutor.curriculum.content import Curriculum, Unit
from tutor.learning.rules import ALONE, WITH_WORDS, MarkSource, Seen, in_force
from tutor.local_time import local_date

LADDER = (1, 3, 7, 14, 21)
"""Days until the next look at a skill."""
MOST_UNITS = 2
DONE_BY_HAND = (MarkSource.TUTOR, MarkSource.SELF)


@dataclass(frozen=True, slots=True)
class NextLook:
    rung: int
    due_on: date


def next_rung(rung: int, done_alone: bool) -> int:
    """On the top rung one stays: every three weeks is seldom enough."""
    return min(rung + 1, len(LADDER) - 1) if done_alone else 0


def reviews(marks: Collection[Seen]) -> dict[str, NextLook]:
    """Where each skill stands on the ladder, climbed again from the first mark to the last.

    One lesson is one step, however many marks it has, and the lowest of them counts; without a
    lesson one day is one step. A skill steps on the ladder once it went with words alone.
    """
    by_skill = defaultdict(list)
    for mark in in_force(marks):
        if mark.source in DONE_BY_HAND and mark.value:
            by_skill[mark.skill].append(mark)
    climbed = {skill: _climb(_steps(of_skill)) for skill, of_skill in by_skill.items()}
    return {skill: review for skill, review in climbed.items() if review}


def _steps(marks: Collection[Seen]) -> list[tuple[datetime, int]]:
    """When each lesson or day of practice was, and its lowest mark, oldest first."""
    occasions: dict[int | date, list[Seen]] = defaultdict(list)
    for mark in marks:
        occasions[local_date(mark.at) if mark.lesson is None else mark.lesson].append(mark)
    return sorted(
        (min(mark.at for mark in of_one), min(mark.value for mark in of_one)) for of_one in occasions.values()
    )


def _climb(steps: Sequence[tuple[datetime, int]]) -> NextLook | None:
    review = None
    for at, value in steps:
        if review is None and value < WITH_WORDS:
            continue
        rung = next_rung(review.rung, value >= ALONE) if review else 0
        review = NextLook(rung, local_date(at) + timedelta(days=LADDER[rung]))
    return review


def due(reviews: Mapping[str, NextLook], *, today: date) -> tuple[str, ...]:
    """Skills to come back to, the longest waiting first."""
    waiting = [(review.due_on, skill) for skill, review in reviews.items() if review.due_on <= today]
    return tuple(skill for _, skill in sorted(waiting))


def next_units(
    content: Curriculum, *, standings: Mapping[str, int], practised: Collection[str], due: Sequence[str]
) -> tuple[Unit, ...]:
    """Homework to propose: what was practised and is not held alone yet, then what is due again.

    When all of that went well, the next unit of the curriculum that is not held alone: nobody who
    had a good lesson should go without a next step.
    """
    shaky = {skill for skill in practised if standings.get(skill, 0) < ALONE}
    shaken = {unit.key: len(shaky.intersection(unit.skills)) for unit in content.units}
    practised_units = [unit for unit in content.units if shaken[unit.key]]
    practised_units.sort(key=lambda unit: (-shaken[unit.key], unit.number))
    due_units = [unit for skill in due for unit in content.units if skill in unit.skills]
    proposed = {unit.key: unit for unit in [*practised_units, *due_units]}
    if not proposed and practised:
        return _next_new(content, standings)
    return tuple(proposed.values())[:MOST_UNITS]


def _next_new(content: Curriculum, standings: Mapping[str, int]) -> tuple[Unit, ...]:
    in_order = sorted(content.units, key=lambda unit: (unit.stage, unit.number))
    new = (unit for unit in in_order if any(standings.get(skill, 0) < ALONE for skill in unit.skills))
    return tuple(new)[:1]


def to_try(marks: Collection[Seen], *, today: date) -> tuple[str, ...]:
    """What is due today, said already or not: nothing jumps away under the finger that has just pressed."""
    before = [mark for mark in marks if not is_said_today(mark, today)]
    return due(reviews(before), today=today)


def is_said_today(mark: Seen, today: date) -> bool:
    return mark.source is MarkSource.SELF and local_date(mark.at) == today
