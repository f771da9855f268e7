"""What the form of a record says. Whatever cannot be read is left out; nothing here changes anything."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from tutor.learning.rules import BEST
from tutor.lessons.models import Attendance, Came, Lesson
from tutor.web.tutors.words import causes

MARKS = {str(value): value for value in range(BEST + 1)}
WHOLE_CLASS = "all"
"""Where the code of a person stands otherwise: mark-all-SKILL, unit-all."""
TICKS = {"came": Came.CAME, "missed": Came.MISSED}


@dataclass(frozen=True)
class Judgement:
    row: Attendance
    skill_key: str
    value: int
    form_key: str


@dataclass(frozen=True)
class Tick:
    row: Attendance
    came: Came
    cause: str


def ticks(lesson: Lesson, form: Mapping[str, str]) -> list[Tick]:
    """Fields are called came-PERSON and cause-PERSON. What stands already is left out."""
    read = [_tick(row, form) for row in lesson.attendances]
    return [one for one in read if one is not None]


def _tick(row: Attendance, form: Mapping[str, str]) -> Tick | None:
    code = row.learner.person.code
    came = TICKS.get(form.get(f"came-{code}", ""))
    cause = form.get(f"cause-{code}", "")
    cause = cause if came is Came.MISSED and cause in dict(causes()) else ""
    if came is None or (row.came, row.cause) == (came, cause):
        return None
    if came is Came.CAME and row.came is Came.MISSED and form.get(f"was-{code}") != Came.MISSED.value:
        return None  # the page offered "came" before the colleague wrote that nobody opened
    return Tick(row, came, cause)


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


def press(*parts: object) -> str:
    """The same form pressed twice gives the same key, and so one row; whatever its length, this fits."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, parts))))


def mark_key(
    form_key: str,
    lesson: str,
    tutor_id: int | None,
    learner_id: int,
    skill_key: str,
    value: int,
    after: int | None,
) -> str:
    """Of one mark; `after` is the number of the one that it corrects."""
    return press(form_key, lesson, tutor_id, learner_id, skill_key, value, after)
