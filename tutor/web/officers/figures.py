"""Figures of one fiscal year: numbers first, then pictures, then tables, then the file to take away."""

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext

from tutor import clock
from tutor.actor import Role
from tutor.local_time import fiscal_year, local_date
from tutor.office import queries as office
from tutor.reports import queries
from tutor.reports.queries import Figures
from tutor.reports.table import Row, csv_text
from tutor.web.crosswalk import crosswalk
from tutor.web.guards import allowed
from tutor.web.saying import figure, say
from tutor.web.sign_in import actor

pages = Blueprint("officers", __name__, url_prefix="/city")


@pages.get("/")
@allowed(Role.OFFICER)
def figures() -> str:
    cities = office.municipalities(actor(), Role.OFFICER)
    return render_template("officers/figures.html", figures=figures_asked(), cities=cities)


@pages.get("/crosswalk")
@allowed(Role.OFFICER)
def curriculum_crosswalk() -> str:
    return render_template("officers/crosswalk.html", **crosswalk())


@pages.get("/figures.csv")
@allowed(Role.OFFICER)
def table() -> Response:
    found = figures_asked()
    answer = make_response(csv_text(rows(found)))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = f"attachment; filename=figures-{found.year}.csv"
    return answer


def figures_asked() -> Figures:
    """Of ?year=2026; of the running fiscal year for anything else."""
    today = local_date(clock.now())
    typed = request.args.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else fiscal_year(today)
    running = fiscal_year(today)
    return queries.figures(actor(), year=year if 2000 <= year <= running else running, today=today)


def rows(found: Figures) -> list[Row]:
    """One kind of figure after the other, always in three columns."""
    parts: list[Row] = [(gettext("表"), gettext("項目"), gettext("数"))]
    for one in found.programmes:
        name = one.programme.name
        parts += [
            (name, gettext("約束した訪問"), one.programme.visits_agreed),
            (name, gettext("行った訪問"), one.held),
            (name, gettext("予定の訪問"), one.booked),
            (name, gettext("のこり"), one.left),
        ]
    parts += [
        (gettext("行ったレッスン"), f"{month.year}-{month.month:02}", number)
        for month, number in found.lessons
    ]
    parts += [(gettext("段階"), say(label), figure(number)) for label, number in found.stages]
    parts += [(gettext("年代"), say(label), figure(number)) for label, number in found.age_bands]
    parts += [(gettext("町"), say(label), figure(number)) for label, number in found.towns]
    parts += [
        (gettext("レッスンのあとのお返事"), say(label), figure(number)) for label, number in found.answers
    ]
    return [*parts, *demand_rows(found)]


def demand_rows(found: Figures) -> list[Row]:
    name, demand = gettext("申込"), found.demand
    return [
        (name, gettext("受けた申込"), demand.received),
        (name, gettext("レッスンになった申込"), demand.became_lessons),
        (name, gettext("日にちを待つ申込"), demand.open),
        (name, gettext("取り下げた申込"), demand.withdrawn),
    ]
