"""What the forms at the door say. Whatever cannot be read is left out; nothing here changes anything."""

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.learning.rules import BEST
from tutor.lessons.models import Attendance, Came, Lesson
from tutor.web.tutors.words import causes

ALL = "all"
MARKS = {str(value): value for value in range(BEST + 1)}
TICKS = {"came": Came.CAME, "missed": Came.MISSED}


@dataclass(frozen=True)
class Judgement:
    row: Attendance
    skill_key: str
    value: int
    form_key: str


def ticks(lesson: Lesson, form: Mapping[str, str]) -> list[tuple[Attendance, Came, str]]:
    """One person, or everybody who has not been ticked yet."""
    came, who = TICKS.get(form.get("came", "")), form.get("person", "")
    if came is None:
        return []
    cause = form.get("cause", "") if form.get("cause") in dict(causes()) else ""
    return [(row, came, cause) for row in lesson.attendances if _is_meant(row, who)]


def _is_meant(row: Attendance, who: str) -> bool:
    if who == ALL:
        return row.came not in TICKS.values()
    return row.learner.person.code == who


def judgements(lesson: Lesson, form: Mapping[str, str]) -> list[Judgement]:
    """Fields are called mark-PERSON-SKILL; the skill's key may have dashes of its own."""
    came = {row.learner.person.code: row for row in lesson.attendances if row.came is Came.CAME}
    found = []
    for name, typed in form.items():
        kind, _, rest = name.partition("-")
        person, _, skill = rest.partition("-")
        if kind == "mark" and person in came and typed in MARKS:
            found.append(Judgement(came[person], skill, MARKS[typed], form.get("key", "")))
    return found
