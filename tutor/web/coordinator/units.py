"""How units are read and answered in the own cities: each number whole."""

from flask import render_template, request

from tutor import clock
from tutor.actor import Role
from tutor.reports import fading, scores
from tutor.reports import units as figures
from tutor.web import seen
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/units")
@allowed(Role.COORDINATOR)
def units() -> str:
    found = figures.all_units(actor(), role=Role.COORDINATOR)
    return render_template(
        "coordinator/units.html", figures=found, mend=figures.to_mend(found), one="coordinator.units_one"
    )


@pages.get("/units/one")
@allowed(Role.COORDINATOR)
def units_one() -> str:
    key = request.args.get("unit", "")
    versions = figures.one_unit(key, actor(), role=Role.COORDINATOR)
    return render_template("coordinator/unit.html", versions=versions, key=key)


@pages.get("/units/scores")
@allowed(Role.COORDINATOR)
def units_scores() -> str:
    """With names; who looked is kept."""
    key, by = request.args.get("unit", ""), actor()
    rows = figures.unit_rows(key, by, role=Role.COORDINATOR)
    found = scores.of_unit(rows, by)
    said = render_template(
        "coordinator/scores.html", title=rows[0].title, key=key, scores=found, most=scores.MOST_ROWS
    )
    seen.scores(rows[0], by=by, now=clock.now())
    return said


@pages.get("/units/fading")
@allowed(Role.COORDINATOR)
def units_fading() -> str:
    by, now = actor(), clock.now()
    key = request.args.get("skill", "")
    if not key:
        return render_template("coordinator/fading.html", skills=fading.by_skill(by, now=now))
    skill, count, people = fading.of_skill(key, by, now=now)
    return render_template("coordinator/fading_one.html", skill=skill, count=count, people=people)
