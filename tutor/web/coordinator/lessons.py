"""Lessons of every kind: the week's list, one lesson, moving, cancelling."""

from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock, local_time
from tutor.actor import Role
from tutor.changes.queries import history
from tutor.courses.queries import of_the_course
from tutor.database import db
from tutor.lessons import actions, queries
from tutor.lessons.models import Because, Lesson, LessonKind
from tutor.lessons.offer_rules import deadlines
from tutor.lessons.offers import of_lessons
from tutor.lessons.saying_no import comes_after_all
from tutor.messaging.queries import messages_about
from tutor.people import queries as people
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.lesson_forms import MoveForm
from tutor.web.guards import allowed
from tutor.web.intake_form import Form
from tutor.web.sign_in import actor


@pages.get("/lessons")
@allowed(Role.COORDINATOR)
def lessons() -> str:
    monday = week_asked()
    start, _ = local_time.day_span(monday)
    found = queries.between(start, start + timedelta(days=7), actor=actor())
    return render_template("coordinator/lessons.html", lessons=found, monday=monday, **neighbours(monday))


def week_asked() -> date:
    """The Monday of ?week=2026-11-23; this week for anything else."""
    today = local_time.local_date(clock.now())
    try:
        asked = date.fromisoformat(request.args.get("week", ""))
    except ValueError:
        asked = today
    # Far outside, dates cannot be shifted by a week; nobody plans there.
    near = abs((asked - today).days) < 3650
    return local_time.monday_of(asked if near else today)


def neighbours(monday: date) -> dict[str, date]:
    return {"before": monday - timedelta(days=7), "after": monday + timedelta(days=7)}


@pages.get("/lessons/<code>")
@allowed(Role.COORDINATOR)
def lessons_one(code: str) -> str:
    return _page(code, MoveForm({}, now=clock.now()))


def _page(code: str, form: MoveForm) -> str:
    return lesson_page(queries.lesson(code, actor=actor()), form)


def lesson_page(lesson: Lesson, form: Form, **more: Any) -> str:
    """One page for every kind; a class adds its seats."""
    return render_template(
        "coordinator/lesson.html",
        lesson=lesson,
        tutors=_tutors_to_choose(lesson),
        deadlines=deadlines(lesson.starts_at, now=clock.now()) if lesson.lacking else [],
        offers=of_lessons([lesson]).get(lesson.id, []),
        form=form,
        messages=messages_about("lesson", lesson.id, by=actor()),
        history=history("lesson", lesson.id),
        dates=of_the_course(lesson, now=clock.now()) if lesson.kind is LessonKind.CLASS else [],
        **more,
    )


def _tutors_to_choose(lesson: Lesson) -> list[tuple[str, str]]:
    """Not who teaches then, here or elsewhere, nor who has said that this cannot be."""
    there = people.tutors_on(local_time.local_date(lesson.starts_at)) if lesson.lacking else []
    booked = queries.staffed([one.person_id for one in there], start=lesson.starts_at, end=lesson.ends_at)
    taken = {row.tutor_id for row in booked}
    taken |= {row.tutor_id for row in lesson.staffings if row.because is Because.CANNOT_COME}
    return [(one.person.code, one.person.name) for one in there if one.person_id not in taken]


@pages.post("/lessons/<code>/move")
@allowed(Role.COORDINATOR)
def lessons_move(code: str) -> Response | tuple[str, int]:
    lesson = queries.lesson(code, actor=actor())
    form = MoveForm(request.form, now=clock.now())
    times = form.times(lesson)
    if times is None:
        return _page(code, form), 422
    actions.move(lesson, starts_at=times[0], ends_at=times[1], by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("レッスンを動かしました。みなさんにお知らせします。"), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)


@pages.post("/lessons/<code>/comes")
@allowed(Role.COORDINATOR)
def lessons_comes(code: str) -> Response:
    """Whoever had answered otherwise."""
    lesson = queries.lesson(code, actor=actor())
    learner = people.learner(request.form.get("person", ""), actor=actor())
    for row in lesson.attendances:
        if row.learner is learner:
            comes_after_all(row, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("%(name)sさんは来られる、と記録しました。", name=learner.person.name), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)


@pages.post("/lessons/<code>/cancel")
@allowed(Role.COORDINATOR)
def lessons_cancel(code: str) -> Response:
    lesson = queries.lesson(code, actor=actor())
    reason = request.form.get("reason", "").strip()[:200]
    actions.cancel(lesson, reason=reason, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("レッスンを取りやめました。みなさんにお知らせします。"), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)
