"""Each can-do beside three frameworks."""

from flask import render_template

from tutor.actor import Role
from tutor.web.coordinator.blueprint import pages
from tutor.web.crosswalk import crosswalk
from tutor.web.guards import allowed


@pages.get("/crosswalk")
@allowed(Role.COORDINATOR)
def curriculum_crosswalk() -> str:
    return render_template("coordinator/crosswalk.html", **crosswalk())
