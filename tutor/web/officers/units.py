"""How units are read and answered in the own cities, small numbers hidden; nobody is named."""

from flask import render_template, request

from tutor.actor import Role
from tutor.reports import units as figures
from tutor.web.guards import allowed
from tutor.web.officers.figures import pages
from tutor.web.sign_in import actor


@pages.get("/units")
@allowed(Role.OFFICER)
def units() -> str:
    found = figures.all_units(actor(), role=Role.OFFICER)
    return render_template(
        "officers/units.html", figures=found, mend=figures.to_mend(found), one="officers.units_one"
    )


@pages.get("/units/one")
@allowed(Role.OFFICER)
def units_one() -> str:
    versions = figures.one_unit(request.args.get("unit", ""), actor(), role=Role.OFFICER)
    return render_template("officers/unit.html", versions=versions)
