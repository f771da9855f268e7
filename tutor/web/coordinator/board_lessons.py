"""A booked lesson on the board: moved, or put back, and before that the messages which that would cause."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.lessons import queries
from tutor.lessons.announcements import ABOUT
from tutor.lessons.models import Lesson
from tutor.local_time import local_date, monday_of
from tutor.matching import after_publishing, step_queries, steps, visit_queries, why_lesson
from tutor.matching.after_publishing import Place
from tutor.messaging.models import MessageState
from tutor.messaging.preview import preview
from tutor.messaging.queries import messages_about
from tutor.web.coordinator import board_filter
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.board_changes import is_part
from tutor.web.coordinator.board_forms import PlaceForm, Standing, choices, seen_version
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

LESSON = "/week/lessons/<code>"


@pages.get(LESSON)
@allowed(Role.COORDINATOR)
def week_lesson(code: str) -> str:
    lesson = queries.lesson(code, actor=actor())
    standing = Standing.of_lesson(lesson)
    template = "coordinator/board/lesson_part.html" if is_part() else "coordinator/board/lesson.html"
    form = PlaceForm(standing, request.args)
    these = why_lesson.these_two(lesson) if request.args.get("why") else None
    return render_template(
        template, lesson=lesson, form=form, these=these, kept=_kept(lesson), **choices(standing)
    )


def _kept(lesson: Lesson) -> dict[str, Any]:
    monday = monday_of(local_date(lesson.starts_at))
    return board_filter.kept(lesson.programme.municipality, monday, board_filter.asked())


@pages.post(f"{LESSON}/seen")
@allowed(Role.COORDINATOR)
def week_lesson_seen(code: str) -> str:
    """The messages as they would go out and be taken back; nothing is kept."""
    lesson = queries.lesson(code, actor=actor())
    act, form = _change(lesson), PlaceForm(Standing.of_lesson(lesson), request.form)
    return _seen(lesson, act, starts_at=form.starts_at(), tutors=form.tutors(), undoing=False)


@pages.post(f"{LESSON}/change")
@allowed(Role.COORDINATOR)
def week_lesson_change(code: str) -> Response:
    lesson = queries.lesson(code, actor=actor())
    _change(lesson)()
    return _done(
        lesson, gettext("決まったレッスンを変えました。お知らせと、電話をかける人をお確かめください。")
    )


@pages.post(f"{LESSON}/undo/seen")
@allowed(Role.COORDINATOR)
def week_lesson_undo_seen(code: str) -> str:
    lesson = queries.lesson(code, actor=actor())
    before = steps.read(step_queries.last_of_lesson(lesson).before)
    tutors = visit_queries.tutors_by_code(before.tutors)
    return _seen(lesson, _undo(lesson), starts_at=before.starts_at, tutors=tutors, undoing=True)


@pages.post(f"{LESSON}/undo")
@allowed(Role.COORDINATOR)
def week_lesson_undo(code: str) -> Response:
    lesson = queries.lesson(code, actor=actor())
    _undo(lesson)()
    return _done(lesson, gettext("もとにもどしました。お知らせと、電話をかける人をお確かめください。"))


def _change(lesson: Lesson) -> Callable[[], object]:
    form, shown = PlaceForm(Standing.of_lesson(lesson), request.form), _shown()
    place, because = Place(form.starts_at(), form.tutors()), request.form.get("because", "")
    return lambda: after_publishing.change(
        lesson, place, because=because, shown=shown, by=actor(), now=clock.now()
    )


def _undo(lesson: Lesson) -> Callable[[], object]:
    shown = _shown()
    return lambda: after_publishing.undo(lesson, shown=shown, by=actor(), now=clock.now())


def _shown() -> int:
    return seen_version(request.form.get("version", ""))


def _seen(lesson: Lesson, act: Callable[[], object], **place: Any) -> str:
    """`withdrawn` are messages of before that would not go out any more."""
    waiting = [one for one in messages_about(ABOUT, lesson.id, by=actor()) if one.state is MessageState.DUE]
    withdrawn: list[str] = []

    def do() -> None:
        act()
        gone = [one for one in waiting if one.state is MessageState.WITHDRAWN]
        withdrawn.extend(f"{'、'.join(who.name for who in one.people)}：{one.body or ''}" for one in gone)

    found = preview(do)
    page = render_template(
        "coordinator/board/lesson_seen.html",
        lesson=lesson,
        found=found,
        withdrawn=withdrawn,
        version=_shown(),
        because=request.form.get("because", ""),
        kept=_kept(lesson),
        **place,
    )
    db.session.rollback()
    return page


def _done(lesson: Lesson, said: str) -> Response:
    kept = _kept(lesson)
    db.session.commit()
    flash(said, "good")
    return redirect(url_for("coordinator.week", **kept), code=303)
