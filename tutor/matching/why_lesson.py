"""Why those who go to a booked lesson go, beside everything else that is booked in its week."""

from dataclasses import replace

from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson
from tutor.local_time import at_minute, local_date, monday_of
from tutor.matching.around import around, visit_for
from tutor.matching.engine.plan import Served
from tutor.matching.engine.why_these import why_here
from tutor.matching.explaining import told
from tutor.matching.tutors import tutors_of_week
from tutor.matching.visits import FAMILIAR, minute_of, needs
from tutor.sentences import Said
from tutor.visit_requests import queries as requests

ANY_MINUTE = 1
"""The hour stands; by hand it need not be a quarter."""


def these_two(lesson: Lesson) -> list[Said]:
    """At the lesson's own hour. Nothing when they come against their hours, ways or what was asked for."""
    monday, asked = monday_of(local_date(lesson.starts_at)), requests.request_of(lesson.id)
    start, rows = minute_of(monday, lesson.starts_at), tutors_of_week(monday)
    last = _last(lesson) & {one.person.code for one in rows}
    visit = replace(
        visit_for(lesson, [(start, start)], tutors=lesson.tutors_wanted),
        needs=needs(asked) if asked else {},
        prefers=dict.fromkeys(sorted(last), FAMILIAR),
    )
    there = around(lesson, visit, monday, grid=ANY_MINUTE, tutors=rows)
    here = Served(lesson.code, start, tuple(row.tutor.person.code for row in lesson.assigned))
    found = why_here(there.board, there.visit, here)
    return told(found, there.tutors, lambda minute: at_minute(monday, minute)) if found else []


def _last(lesson: Lesson) -> set[str]:
    """Who taught these people the time before."""
    learner_ids = [row.learner_id for row in lesson.attendances]
    familiar = lessons.last_tutors(learner_ids, before=lesson.starts_at)
    return {code for codes in familiar.values() for code in codes}
