"""How many lessons each student tutor has had this term, beside the share; nothing of it is hidden."""

from flask import render_template

from tutor.actor import Role
from tutor.matching.load_queries import loads_by_name
from tutor.office import queries as office
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.lessons import week_asked
from tutor.web.coordinator.week import city_asked
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/week/load")
@allowed(Role.COORDINATOR)
def week_load() -> str:
    city, monday = city_asked(office.municipalities(actor(), Role.COORDINATOR)), week_asked()
    return render_template("coordinator/load.html", city=city, monday=monday, found=loads_by_name(monday))
