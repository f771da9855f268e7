"""Snow: a day's lessons of a city, or of some of its towns, changed in one step."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.disruptions.queries import touched
from tutor.disruptions.weather import Outcome, carry_out
from tutor.messaging.preview import preview
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.weather_form import WEEK, AreaForm, OrderForm
from tutor.web.guards import allowed
from tutor.web.saying import counted, say
from tutor.web.sign_in import actor


@pages.get("/weather")
@allowed(Role.COORDINATOR)
def weather() -> str:
    form, now = AreaForm(request.args, actor=actor(), now=clock.now()), clock.now()
    area = form.area()
    planned, called_off = touched(area, actor=actor(), now=now) if area else ([], [])
    return render_template(
        "coordinator/weather.html",
        form=form,
        area=area,
        towns=form.towns(area),
        planned=planned,
        called_off=called_off,
        week_later=area.day + WEEK if area else None,
    )


@pages.post("/weather")
@allowed(Role.COORDINATOR)
def weather_seen() -> str:
    """Does it, keeps what would be said, and takes everything back."""
    form = OrderForm(request.form, actor=actor())
    shown, order, now = form.shown(), form.order(), clock.now()
    outcomes: list[Outcome] = []
    found = preview(lambda: outcomes.append(carry_out(shown, order, by=actor(), now=now)))
    page = render_template(
        "coordinator/weather_seen.html", form=form, order=order, outcome=outcomes[0], found=found
    )
    db.session.rollback()
    return page


@pages.post("/weather/do")
@allowed(Role.COORDINATOR)
def weather_do() -> Response:
    form = OrderForm(request.form, actor=actor())
    outcome = carry_out(form.shown(), form.order(), by=actor(), now=clock.now())
    db.session.commit()
    flash(
        counted("%(num)d件のレッスンを変えました。急ぐ方から電話をかけてください。", len(outcome.done)),
        "good",
    )
    for one in outcome.left:
        name = one.lesson.attendances[0].learner.person.name if one.lesson.attendances else one.lesson.title
        why = say(one.why)
        flash(gettext("%(name)sさんのレッスンは、そのままです。%(why)s", name=name, why=why), "wrong")
    return redirect(url_for("coordinator.calls"), code=303)
