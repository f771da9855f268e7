"""A class in the draft: who is proposed for it, tried with somebody else, swapped, swapped back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.matching import board_reads, class_queries, steps, swapping, visit_queries
from tutor.matching.models import PlanLesson
from tutor.people.models import Tutor
from tutor.web.coordinator import board_filter
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.board_changes import changes, is_part
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

CLASS = "/week/plans/<code>/classes/<lesson>"


@pages.get(CLASS)
@allowed(Role.COORDINATOR)
def week_class(code: str, lesson: str) -> str:
    proposed = class_queries.proposal(code, lesson, actor=actor())
    template = "coordinator/board/class_part.html" if is_part() else "coordinator/board/class.html"
    return render_template(template, **_panel(proposed))


def _panel(proposed: PlanLesson) -> dict[str, Any]:
    """Asked for somebody else, the whole board is weighed; else it only says who would go."""
    gone, come = _one_of(proposed, request.args.get("gone", "")), _tutor(request.args.get("come", ""))
    desk = swapping.SwapDesk(proposed, gone, now=clock.now()) if gone else None
    plan, swaps = proposed.plan, class_queries.swaps(proposed)
    kept = board_filter.kept(plan.municipality, plan.week, board_filter.asked())
    return {
        "proposed": proposed,
        "lesson": proposed.lesson,
        "gone": gone,
        "offer": desk.judge(come) if desk and come and come not in proposed.tutors else None,
        "better": desk.best(but=come) if desk else [],
        "others": [one for one in board_reads.tutors(plan.week) if one.id not in _there(proposed)],
        "last": steps.done_by(swaps[0]) if swaps else "",
        "kept": kept,
        "at": {"code": plan.code, "lesson": proposed.lesson.code, **kept},
    }


@pages.post(f"{CLASS}/swap")
@allowed(Role.COORDINATOR)
def week_class_swap(code: str, lesson: str) -> Response | str:
    proposed = class_queries.proposal(code, lesson, actor=actor())
    gone, come = _one_of(proposed, request.form.get("gone", "")), _tutor(request.form.get("come", ""))
    if gone is None:
        raise Refused("この画面は古くなっています。何も変えていません。画面を開き直してください。")
    if come is None:
        raise Refused("代わりに行く学生講師をえらんでください。")
    because = request.form.get("because", "")
    swapping.swap(proposed, gone, come, because=because, by=actor(), now=clock.now())
    return _done(proposed, gettext("担当の案を替えました。"))


@pages.post(f"{CLASS}/undo")
@allowed(Role.COORDINATOR)
def week_class_undo(code: str, lesson: str) -> Response | str:
    proposed = class_queries.proposal(code, lesson, actor=actor())
    swapping.undo(proposed, by=actor(), now=clock.now())
    return _done(proposed, gettext("もとにもどしました。"))


def _done(proposed: PlanLesson, said: str) -> Response | str:
    plan = proposed.plan
    db.session.commit()
    if is_part():
        part = render_template("coordinator/board/class_part.html", said=said, **_panel(proposed))
        return part + changes(plan.municipality, plan.week, request.form.get("mark", ""))
    flash(said, "good")
    kept = board_filter.kept(plan.municipality, plan.week, board_filter.asked())
    return redirect(url_for("coordinator.week", **kept), code=303)


def _one_of(proposed: PlanLesson, code: str) -> Tutor | None:
    return next((one for one in proposed.tutors if one.person.code == code), None)


def _tutor(code: str) -> Tutor | None:
    found = visit_queries.tutors_by_code([code]) if code else []
    return found[0] if found else None


def _there(proposed: PlanLesson) -> set[int]:
    """Who goes already needs not be offered."""
    return {one.person_id for one in proposed.tutors} | {row.tutor_id for row in proposed.lesson.assigned}
