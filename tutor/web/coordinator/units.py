"""How units are read and answered in the own cities: each number whole."""

from flask import render_template, request

from tutor.actor import Role
from tutor.reports import units as figures
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
