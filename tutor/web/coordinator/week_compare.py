"""Two plans of a week compared, and one of them chosen."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.matching import actions, queries
from tutor.matching.compare import compare
from tutor.matching.models import Plan, PlanState
from tutor.office import queries as office
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.lessons import week_asked
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/week/compare")
@allowed(Role.COORDINATOR)
def week_compare() -> str:
    """?a= and ?b= are codes of plans; without them, the one that counts beside the newest other."""
    city = office.municipality(request.args.get("city", ""), actor=actor(), roles=(Role.COORDINATOR,))
    monday = week_asked()
    plans = queries.plans_of_week(city, monday, actor=actor())
    pair = _pair(list(plans))
    return render_template(
        "coordinator/compare.html",
        city=city,
        monday=monday,
        plans=plans,
        pair=pair,
        found=compare(*pair, now=clock.now()) if pair else None,
    )


def _pair(plans: list[Plan]) -> tuple[Plan, Plan] | None:
    if len(plans) < 2:
        return None
    by_code = {one.code: one for one in plans}
    counting = next((one for one in plans if one.state is PlanState.DRAFT), plans[0])
    first = by_code.get(request.args.get("a", ""), counting)
    second = by_code.get(request.args.get("b", ""))
    return first, second or next(one for one in plans if one is not first)


@pages.post("/week/plans/<code>/choose")
@allowed(Role.COORDINATOR)
def week_choose(code: str) -> Response:
    plan = queries.plan(code, actor=actor())
    actions.choose(plan, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("この計画を下書きにしました。ほかの計画も残してあります。"), "good")
    return redirect(url_for("coordinator.week", week=plan.week, city=plan.municipality.code5), code=303)
