"""A tutor cannot come: all lessons of the absence mended with one press."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.disruptions import actions, queries
from tutor.disruptions.exchanges import better_by_exchange
from tutor.disruptions.proposals import repairs
from tutor.disruptions.together import Clash, best_together, bookings, clashes, exclusions
from tutor.messaging.preview import preview
from tutor.people.models import Tutor
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.repair_form import TogetherForm
from tutor.web.guards import allowed
from tutor.web.saying import counted
from tutor.web.sign_in import actor

AT_ONCE = 6
"""Lessons on one page: as many as a long absence opens, and still under a second of the processor."""


A_WEEK = 2
"""Other times: several lessons may want the same best one."""


@pages.get("/tutors/<code>/repairs")
@allowed(Role.COORDINATOR)
def tutors_repairs(code: str) -> str:
    return _choosing(queries.tutor(code, actor=actor()))


def _choosing(tutor: Tutor, picked: Mapping[str, str] | None = None, clashing: Sequence[Clash] = ()) -> str:
    """The best that go together are chosen, unless somebody has picked already."""
    now = clock.now()
    given_up = queries.left_open(tutor, actor=actor(), now=now)
    found = {lesson: repairs(lesson, now=now, a_week=A_WEEK) for lesson in given_up[:AT_ONCE]}
    booked = bookings((lesson, one.choice) for lesson, all_of_it in found.items() for one in all_of_it)
    best = best_together(found, booked)
    if picked is None:
        picked = {lesson.code: one.value for lesson, one in best.items()}
    return render_template(
        "coordinator/day_repairs.html",
        tutor=tutor,
        exchanged=better_by_exchange(best, actor=actor(), now=now),
        found=found,
        picked=picked,
        excluded=exclusions(found, booked),
        clashing=clashing,
        later=given_up[AT_ONCE:],
    )


@pages.post("/tutors/<code>/repairs")
@allowed(Role.COORDINATOR)
def tutors_repairs_seen(code: str) -> str | tuple[str, int]:
    """The texts of all of them as they would go out; nothing is kept."""
    tutor, form, now = (
        queries.tutor(code, actor=actor()),
        TogetherForm(request.form, actor=actor()),
        clock.now(),
    )
    if "again" in request.form:
        return _choosing(tutor, form.picked)
    chosen = form.chosen()
    clashing = clashes(chosen, bookings(chosen.items()))
    if clashing:
        return _choosing(tutor, form.picked, clashing), 409
    found = preview(lambda: actions.mend_all(chosen, shown=form.shown, by=actor(), now=now))
    page = render_template(
        "coordinator/day_repairs_seen.html", tutor=tutor, form=form, chosen=chosen, found=found
    )
    db.session.rollback()
    return page


@pages.post("/tutors/<code>/repairs/take")
@allowed(Role.COORDINATOR)
def tutors_repairs_take(code: str) -> Response:
    queries.tutor(code, actor=actor())
    form = TogetherForm(request.form, actor=actor())
    chosen = form.chosen()
    actions.mend_all(chosen, shown=form.shown, by=actor(), now=clock.now())
    db.session.commit()
    flash(counted("%(num)d件のレッスンを直しました。急ぐ方から電話をかけてください。", len(chosen)), "good")
    return redirect(url_for("coordinator.calls"), code=303)
