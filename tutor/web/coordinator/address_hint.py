"""While one speaks: what an address is taken for, before the form is sent."""

from flask import render_template, request

from tutor import clock
from tutor.actor import Role
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.request_form import RequestForm
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.post("/address")
@allowed(Role.COORDINATOR)
def address_found() -> str:
    """Keeps nothing. A POST, so that nobody's address stands in the browser's line."""
    form = RequestForm(request.form, actor=actor(), now=clock.now())
    return render_template("coordinator/address_found.html", found=form.home_so_far(), errors=form.errors)
