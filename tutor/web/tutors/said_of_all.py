"""The marks that all who came were given in one press. Who was marked alone keeps that mark."""

from collections.abc import Mapping, Sequence

from tutor.actor import Actor
from tutor.learning import queries
from tutor.learning.rules import Seen, in_force
from tutor.lessons.models import Attendance, Came, Lesson
from tutor.web.tutors.written import MARKS, WHOLE_CLASS, Judgement, mark_key


def judgements_for_all(lesson: Lesson, form: Mapping[str, str], *, by: Actor) -> list[Judgement]:
    """One for each who came, but for those whom I marked alone in this skill."""
    front = f"mark-{WHOLE_CLASS}-"
    fields = [(name.removeprefix(front), typed) for name, typed in form.items() if name.startswith(front)]
    said = {skill: MARKS[typed] for skill, typed in fields if typed in MARKS}
    if not said:
        return []
    came = [row for row in lesson.attendances if row.came is Came.CAME]
    alone = {(row.learner_id, one.skill) for row, one, of_all in _mine(lesson, came, by) if not of_all}
    return [
        Judgement(row, skill, value, WHOLE_CLASS)
        for row in came
        for skill, value in said.items()
        if (row.learner_id, skill) not in alone
    ]


def marks_for_all(lesson: Lesson, *, me: Actor) -> dict[str, int]:
    """By skill: what I said of all, as it stands."""
    return {one.skill: one.value for _, one, of_all in _mine(lesson, lesson.attendances, me) if of_all}


def _mine(lesson: Lesson, rows: Sequence[Attendance], me: Actor) -> list[tuple[Attendance, Seen, bool]]:
    """My marks of this lesson as they stand, and whether each was said of all: its key tells."""
    found = []
    for row in rows:
        every = queries.marks_of(row.learner_id)
        before = {mark.number: mark.corrects for mark in every}
        for one in in_force(every):
            if one.lesson == lesson.id and one.by == me.person_id:
                parts = (WHOLE_CLASS, lesson.code, me.person_id, row.learner_id, one.skill, one.value)
                found.append((row, one, mark_key(*parts, before.get(one.number))))
    known = queries.known_keys([key for _, _, key in found])
    return [(row, one, key in known) for row, one, key in found]
