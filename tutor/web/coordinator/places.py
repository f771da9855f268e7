"""Places: the halls where lessons can be, and the towns that addresses are found by."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.office import queries as office
from tutor.places import queries, venues
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.venue_form import VenueForm
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/places")
@allowed(Role.COORDINATOR)
def places() -> str:
    cities = office.municipalities(actor(), Role.COORDINATOR)
    return render_template("coordinator/places.html", cities=[_city(one) for one in cities])


def _city(city: Any) -> dict[str, Any]:
    return {
        "city": city,
        "towns": queries.towns(city.id),
        "koazas": queries.koaza_counts(city.id),
        "postcodes": queries.postcodes(city.id),
        "venues": queries.venues(city.id),
    }


@pages.get("/venues/new")
@allowed(Role.COORDINATOR)
def place_venue_new() -> str:
    return _page(VenueForm({}, actor=actor()))


@pages.post("/venues/new")
@allowed(Role.COORDINATOR)
def place_venue_enter() -> Response | tuple[str, int]:
    form = VenueForm(request.form, actor=actor())
    hall = form.hall()
    if hall is None:
        return _page(form), 422
    venues.enter_venue(hall, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("会場を登録しました。申込や教室で、えらべるようになりました。"), "good")
    return redirect(url_for("coordinator.places"), code=303)


@pages.get("/venues/<code>")
@allowed(Role.COORDINATOR)
def place_venue(code: str) -> str:
    venue = queries.venue_seen_by(actor(), code)
    return _page(VenueForm.of(venue, actor=actor()), code)


@pages.post("/venues/<code>")
@allowed(Role.COORDINATOR)
def place_venue_correct(code: str) -> Response | tuple[str, int]:
    venue = queries.venue_seen_by(actor(), code)
    form = VenueForm(request.form, actor=actor())
    hall = form.hall(of=venue)
    if hall is None:
        return _page(form, code), 422
    venues.correct_venue(venue, hall, version=form.version, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("会場の記録を直しました。"), "good")
    return redirect(url_for("coordinator.places"), code=303)


def _page(form: VenueForm, code: str = "") -> str:
    return render_template("coordinator/venue.html", form=form, code=code)
