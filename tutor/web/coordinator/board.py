"""One visit of the week's board: looked at, tried elsewhere, moved, pinned, held, put back."""

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.matching import by_hand, holding, step_queries, steps, visit_queries
from tutor.matching.explaining import Explaining
from tutor.matching.legs import legs
from tutor.matching.models import PlanState, PlanVisit
from tutor.matching.preview import Desk
from tutor.matching.reasons import sentences
from tutor.visit_requests import queries as requests
from tutor.web.coordinator import board_filter
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.board_changes import changes, is_part
from tutor.web.coordinator.board_forms import PlaceForm, Standing, choices, seen_version
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

EXPLAINED = {"why", "help"}
"""Asked why it stands there, or what would help."""
WEIGHED = EXPLAINED | {"on", "best"}
"""All that needs the whole board, as a place that is tried does, and the best places."""
VISIT = "/week/plans/<code>/visits/<visit>"


@pages.get(VISIT)
@allowed(Role.COORDINATOR)
def week_visit(code: str, visit: str) -> str:
    weighs = bool(WEIGHED & request.args.keys())
    shown = visit_queries.visit(code, visit, actor=actor(), to_weigh=weighs)
    template = "coordinator/board/panel_part.html" if is_part() else "coordinator/board/panel.html"
    return render_template(template, **panel(shown))


def panel(shown: PlanVisit) -> dict[str, Any]:
    """Asked about its place, or without one, the whole board is weighed; else only the way there."""
    standing, now, asked = Standing.of_visit(shown), clock.now(), request.args
    form, hold = PlaceForm(standing, asked), visit_queries.open_hold(shown.request_id)
    needs_place = shown.starts_at is None and hold is None and shown.plan.state is PlanState.DRAFT
    desk = Desk(shown, now=now) if needs_place or WEIGHED & asked.keys() else None
    offer, missing = form.offer(desk) if desk and form.is_asked else (None, "")
    plan, last = shown.plan, step_queries.last_step(shown)
    return {
        "visit": shown,
        "form": form,
        "offer": offer,
        "missing": missing,
        "better": desk.best(but=offer) if desk and (needs_place or not EXPLAINED & asked.keys()) else None,
        "explained": explained(desk) if desk else {},
        "legs": legs(shown) if shown.starts_at and not desk else [],
        "hold": hold,
        "last": steps.done_by(last) if last else None,
        "why": sentences(shown.reasons),
        "kept": board_filter.kept(plan.municipality, plan.week, board_filter.asked()),
        **choices(standing),
    }


def explained(desk: Desk) -> dict[str, Any]:
    """Of a visit without a place each half-day; of another why these two, when that is asked."""
    found, asked = Explaining(desk), request.args
    if desk.visit.starts_at is None:
        return {"half_days": found.half_days(), "answers": found.answers() if asked.get("help") else None}
    return {"these": found.these_two()} if asked.get("why") else {}


@pages.post(f"{VISIT}/move")
@allowed(Role.COORDINATOR)
def week_visit_move(code: str, visit: str) -> Response | str:
    shown = visit_queries.to_change(code, visit, actor=actor())
    form, seen = PlaceForm(Standing.of_visit(shown), request.form), _seen()
    because = request.form.get("because", "").strip()
    starts_at, tutors = form.starts_at(), form.tutors()
    by_hand.set_visit(
        shown, starts_at=starts_at, tutors=tutors, because=because, seen=seen, by=actor(), now=clock.now()
    )
    return _done(code, visit, gettext("動かしました。"))


@pages.post(f"{VISIT}/pin")
@allowed(Role.COORDINATOR)
def week_visit_pin(code: str, visit: str) -> Response | str:
    shown = visit_queries.to_change(code, visit, actor=actor())
    pinned = request.form.get("pinned") == "1"
    by_hand.pin(shown, pinned=pinned, seen=_seen(), by=actor(), now=clock.now())
    return _done(code, visit, gettext("固定しました。") if pinned else gettext("固定を外しました。"))


@pages.post(f"{VISIT}/hold")
@allowed(Role.COORDINATOR)
def week_visit_hold(code: str, visit: str) -> Response | str:
    shown, because = visit_queries.to_change(code, visit, actor=actor()), request.form.get("because", "")
    by_hand.hold(shown, because=because, seen=_seen(), by=actor(), now=clock.now())
    return _done(code, visit, gettext("計画に入れないで、止めました。"))


@pages.post(f"{VISIT}/release")
@allowed(Role.COORDINATOR)
def week_visit_release(code: str, visit: str) -> Response | str:
    shown = visit_queries.to_change(code, visit, actor=actor())
    by_hand.release(shown, seen=_seen(), by=actor(), now=clock.now())
    return _done(code, visit, gettext("計画にもどしました。"))


@pages.post(f"{VISIT}/leave-out")
@allowed(Role.COORDINATOR)
def week_visit_leave_out(code: str, visit: str) -> Response | str:
    shown = visit_queries.to_change(code, visit, actor=actor())
    by_hand.leave_out(shown, seen=_seen(), by=actor(), now=clock.now())
    return _done(code, visit, gettext("計画から外しました。"))


@pages.post(f"{VISIT}/undo")
@allowed(Role.COORDINATOR)
def week_visit_undo(code: str, visit: str) -> Response | str:
    shown = visit_queries.to_change(code, visit, actor=actor())
    by_hand.undo(step_queries.last_of_visit(shown), by=actor(), now=clock.now())
    return _done(code, visit, gettext("もとにもどしました。"))


@pages.post("/week/plans/<code>/visits/<visit>/take-in")
@allowed(Role.COORDINATOR)
def week_visit_take_in(code: str, visit: str) -> Response:
    """A request that came in after the plan was made gets a row in it; what fits is seen next."""
    asked = requests.request(visit, actor=actor())
    taken = by_hand.take_in(code, asked, by=actor(), now=clock.now())
    kept = board_filter.kept(taken.plan.municipality, taken.plan.week, board_filter.asked())
    db.session.commit()
    flash(gettext("計画に加えました。日時と学生講師をえらんでください。"), "good")
    return redirect(url_for("coordinator.week_visit", code=code, visit=visit, **kept), code=303)


@pages.post("/week/held/<code>/release")
@allowed(Role.COORDINATOR)
def week_release(code: str) -> Response:
    """Held in another week's plan, or before there was one."""
    holding.release(requests.request(code, actor=actor()), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("計画にもどしました。"), "good")
    where = request.args.to_dict()
    return redirect(f"{url_for('coordinator.week')}?{urlencode(where)}", code=303)


def _seen() -> int:
    return seen_version(request.form.get("version", ""))


def _done(code: str, visit: str, said: str) -> Response | str:
    db.session.commit()
    shown = visit_queries.visit(code, visit, actor=actor())
    plan = shown.plan
    if is_part():
        part = render_template("coordinator/board/panel_part.html", said=said, **panel(shown))
        return part + changes(plan.municipality, plan.week, request.form.get("mark", ""))
    flash(said, "good")
    kept = board_filter.kept(plan.municipality, plan.week, board_filter.asked())
    return redirect(url_for("coordinator.week", _anchor=f"v-{shown.code}", **kept), code=303)
