"""How a voice reads the names and words of a city."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.speech import actions, queries, rules
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.intake_form import Form
from tutor.web.sign_in import actor


def _place(code5: str) -> Municipality:
    return office.municipality(code5, actor=actor(), roles=(Role.COORDINATOR,))


class ReadingForm(Form):
    def typed(self) -> tuple[str, str] | None:
        """None when a field is wrong."""
        written = self.text("written", 40, otherwise=Refused("読み方を教える言葉を入れてください。"))
        spoken = self.text("spoken", 80)
        self.take("spoken", rules.check_spoken, spoken)
        return None if self.errors else (written, spoken)


@pages.get("/readings/<code5>")
@allowed(Role.COORDINATOR)
def readings(code5: str) -> str:
    return _page(_place(code5), ReadingForm({}))


def _page(place: Municipality, form: Form) -> str:
    known = queries.own_readings(place.id)
    return render_template("coordinator/readings.html", place=place, form=form, known=known)


@pages.post("/readings/<code5>")
@allowed(Role.COORDINATOR)
def readings_keep(code5: str) -> Response | tuple[str, int]:
    place, form = _place(code5), ReadingForm(request.form)
    typed = form.typed()
    if typed is None:
        return _page(place, form), 422
    actions.keep_reading(place, *typed, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("読み方を覚えました。これから読む声に使います。"), "good")
    return redirect(url_for("coordinator.readings", code5=code5), code=303)


@pages.post("/readings/<code5>/forget")
@allowed(Role.COORDINATOR)
def readings_forget(code5: str) -> Response:
    actions.forget_reading(_place(code5), request.form.get("written", ""), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("読み方を消しました。"), "good")
    return redirect(url_for("coordinator.readings", code5=code5), code=303)
