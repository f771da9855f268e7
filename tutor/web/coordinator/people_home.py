"""Where somebody lives: the address put right, and a finer point chosen for it."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.people import homes, queries
from tutor.people.models import Household, Person
from tutor.places import queries as places
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.home_form import HomeForm, SpotForm, halls
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

CODE = re.compile(r"[0-9A-Z]{8}", re.ASCII)


@pages.get("/people/<code>/home")
@allowed(Role.COORDINATOR)
def people_home(code: str) -> str:
    person = queries.person(code, actor=actor())
    return _page(person, HomeForm.of(_home(person)), SpotForm.of(_home(person)))


@pages.post("/people/<code>/home")
@allowed(Role.COORDINATOR)
def people_home_corrected(code: str) -> Response | tuple[str, int]:
    person = queries.person(code, actor=actor())
    home, form = _home(person), HomeForm(request.form)
    typed = form.typed(home)
    if typed is None:
        return _page(person, form, SpotForm.of(home)), 422
    located, way_note, version = typed
    homes.correct_home(home, located, way_note=way_note, version=version, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("住まいの記録を直しました。"), "good")
    return redirect(url_for("coordinator.people_home", code=code), code=303)


@pages.post("/people/<code>/spot")
@allowed(Role.COORDINATOR)
def people_spot(code: str) -> Response | tuple[str, int]:
    person = queries.person(code, actor=actor())
    home, form = _home(person), SpotForm(request.form)
    typed = form.typed(home)
    if typed is None:
        return _page(person, HomeForm.of(home), form), 422
    spot, version = typed
    homes.pin_home(home, spot, version=version, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("住まいの位置を細かくしました。道の時間は、次に計画するときから変わります。"), "good")
    asked = request.form.get("request", "")
    back = url_for("coordinator.requests_one", code=asked) if CODE.fullmatch(asked) else ""
    return redirect(back or url_for("coordinator.people_home", code=code), code=303)


def _home(person: Person) -> Household:
    if person.household is None:
        raise nothing_here()
    return person.household


def _page(person: Person, form: HomeForm, spot: SpotForm) -> str:
    home = _home(person)
    return render_template(
        "coordinator/home.html",
        person=person,
        home=home,
        form=form,
        spot=spot,
        halls=halls(home),
        towns=places.towns(home.town.municipality_id),
    )
