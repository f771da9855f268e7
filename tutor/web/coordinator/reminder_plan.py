"""The plan of reminders of one city: which go out, how many days before, at what time."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.reminders import plans
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.reminder_form import ReminderForm
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

COORDINATOR = (Role.COORDINATOR,)


@pages.get("/messages/plan")
@allowed(Role.COORDINATOR)
def reminder_plan() -> str:
    """Of the first of one's cities; the others are a link away."""
    cities = office.municipalities(actor(), Role.COORDINATOR)
    return _page(cities[0], ReminderForm.of(plans.all_of(cities[0].id))) if cities else _page(None, None)


@pages.get("/messages/plan/<code5>")
@allowed(Role.COORDINATOR)
def reminder_plan_city(code5: str) -> str:
    city = office.municipality(code5, actor=actor(), roles=COORDINATOR)
    return _page(city, ReminderForm.of(plans.all_of(city.id)))


@pages.post("/messages/plan/<code5>")
@allowed(Role.COORDINATOR)
def reminder_plan_change(code5: str) -> Response | tuple[str, int]:
    city = office.municipality(code5, actor=actor(), roles=COORDINATOR)
    form = ReminderForm(request.form)
    wanted = form.reminders()
    if form.errors:
        return _page(city, form), 422
    plans.change(wanted, city, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("お知らせの予定を、この内容にしました。"), "good")
    return redirect(url_for("coordinator.reminder_plan_city", code5=code5), code=303)


def _page(city: Municipality | None, form: ReminderForm | None) -> str:
    cities = office.municipalities(actor(), Role.COORDINATOR)
    return render_template("coordinator/reminder_plan.html", city=city, cities=cities, form=form)
