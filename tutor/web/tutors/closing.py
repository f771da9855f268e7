"""From the forms at the door to the actions: enrol, mark, give homework, note, finish."""

from collections.abc import Sequence
from datetime import date, datetime

from werkzeug.datastructures import MultiDict

from tutor.actor import Actor
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import UnitRow
from tutor.learning import actions as learning
from tutor.learning import goals, homework_queries, queries
from tutor.learning.models import Homework
from tutor.learning.rules import MarkSource, Seen, in_force
from tutor.lessons import attendance, rules
from tutor.lessons import queries as lessons
from tutor.lessons.models import Attendance, Came, Lesson, LessonState
from tutor.local_time import local_date
from tutor.people.models import Learner
from tutor.visit_requests.actions import ask_again
from tutor.web.planned import CURRICULUM
from tutor.web.tutors.said_of_all import judgements_for_all
from tutor.web.tutors.written import WHOLE_CLASS, Judgement, judgements, mark_key, press, ticks

GOALS = {"met": True, "not_yet": False}

Form = MultiDict[str, str]


def keep(lesson: Lesson, form: Form, *, by: Actor, now: datetime) -> None:
    """Who came, the circles and the sentence go with every press, whichever button it was."""
    when = {"starts_at": lesson.starts_at, "ends_at": lesson.ends_at, "now": now}
    rules.check_may_add(lesson.state, **when)
    if lesson.state is LessonState.PLANNED:
        tick(lesson, form, by=by, now=now)
    judged = [*judgements_for_all(lesson, form, by=by), *judgements(lesson, form)]
    mark(judged, lesson=lesson, by=by, now=now)
    ask_goals(lesson, form, by=by, now=now)
    note(lesson, form, by=by, now=now)
    if lesson.state is LessonState.FINISHED:
        attendance.keep_for_figures(lesson, stages=settled(lesson, now=now))


def tick(lesson: Lesson, form: Form, *, by: Actor, now: datetime) -> None:
    """Who comes for the first time begins the curriculum, once there is one."""
    for one in ticks(lesson, form):
        attendance.tick(one.row, one.came, cause=one.cause, by=by, now=now)
    for row in lesson.attendances:
        new = row.came is Came.CAME and queries.current_enrolment(row.learner) is None
        if new and curricula.newest(CURRICULUM):
            learning.enrol(row.learner, curriculum_key=CURRICULUM, by=by, now=now)


def settled(lesson: Lesson, *, now: datetime) -> dict[int, int | None]:
    """Stages and reviews follow the marks; each learner's level then."""
    for row in lesson.attendances:
        if row.came is Came.CAME:
            learning.settle(row.learner, lesson=lesson, now=now)
    return {row.learner_id: queries.level_of(row.learner, now=now) for row in lesson.attendances}


def mark(judged: Sequence[Judgement], *, lesson: Lesson, by: Actor, now: datetime) -> None:
    """What I said already is not said again; a skill of no curriculum of theirs is left out."""
    for row in {one.row.learner_id: one.row for one in judged}.values():
        known, said = _skill_keys(row.learner), _said(row.learner, lesson, by)
        for one in judged:
            before = said.get(one.skill_key)
            if one.row is row and one.skill_key in known and (before is None or before.value != one.value):
                _mark(one, before, lesson=lesson, by=by, now=now)


def _mark(one: Judgement, before: Seen | None, *, lesson: Lesson, by: Actor, now: datetime) -> None:
    whose, after = one.row.learner, before.number if before else None
    parts = (one.form_key, lesson.code, by.person_id, whose.person_id, one.skill_key, one.value)
    learning.mark(
        whose,
        skill_key=one.skill_key,
        value=one.value,
        source=MarkSource.TUTOR,
        lesson=lesson,
        by=by,
        now=now,
        client_key=mark_key(*parts, after),
    )


def _skill_keys(learner: Learner) -> set[str]:
    contents = [curricula.content_of(one.version) for one in queries.open_enrolments(learner)]
    return {skill.key for content in contents for skill in content.skills}


def _said(learner: Learner, lesson: Lesson, by: Actor) -> dict[str, Seen]:
    """My marks in this lesson as they stand."""
    mine = [one for one in queries.marks_of(learner.person_id) if one.lesson == lesson.id]
    mine = [one for one in in_force(mine) if one.by == by.person_id]
    return {one.skill: one for one in sorted(mine, key=lambda one: one.number or 0)}


def give(lesson: Lesson, form: Form, *, by: Actor, now: datetime) -> list[Homework]:
    """Fields are called unit-PERSON, once for each unit chosen; unit-all for who has none of their own."""
    given, alone = [], {one.learner_id for one in homework_queries.homework_of_lesson(lesson)}
    for row in lesson.attendances:
        for unit in _chosen(row, form, alone=row.learner_id in alone):
            due_on = _due_on(lesson, row.learner)
            given.append(
                learning.give_homework(row.learner, unit=unit, lesson=lesson, due_on=due_on, by=by, now=now)
            )
    return given


def _chosen(row: Attendance, form: Form, *, alone: bool) -> list[UnitRow]:
    enrolment = queries.current_enrolment(row.learner)
    keys = form.getlist(f"unit-{row.learner.person.code}")
    keys = keys if keys or alone else form.getlist(f"unit-{WHOLE_CLASS}")
    if row.came is not Came.CAME or enrolment is None or not keys:
        return []
    return [unit for key, unit in curricula.units_by_key(enrolment.version).items() if key in keys]


def _due_on(lesson: Lesson, learner: Learner) -> date | None:
    """Until the next lesson, if its day is known."""
    following = lessons.next_of_learner(learner.person_id, now=lesson.ends_at)
    return local_date(following.starts_at) if following else None


def ask_goals(lesson: Lesson, form: Form, *, by: Actor, now: datetime) -> None:
    """Fields are called goal-PERSON; what was not answered is not written."""
    for row in lesson.attendances:
        said = GOALS.get(form.get(f"goal-{row.learner.person.code}", ""))
        if said is not None and row.came is Came.CAME:
            goals.asked(row.learner, met=said, lesson=lesson, by=by, now=now)


def note(lesson: Lesson, form: Form, *, by: Actor, now: datetime) -> None:
    text = form.get("note", "").strip()
    client_key = press(form.get("key", ""), lesson.code, by.person_id, text)
    attendance.note(lesson, text, client_key=client_key, by=by, now=now)


def finish(lesson: Lesson, form: Form, *, by: Actor, now: datetime) -> None:
    """What stands in the form goes with it: homework too, and the wish for another visit."""
    keep(lesson, form, by=by, now=now)
    rules.check_finishable([row.came for row in lesson.attendances])
    give(lesson, form, by=by, now=now)
    attendance.finish(lesson, stages=settled(lesson, now=now), by=by, now=now)
    if form.get("again") == "1":
        ask_again(lesson, by=by, now=now)
