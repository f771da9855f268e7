"""The plan of a week: ask for it, watch it being made, look at it, publish it."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.jobs import actions as jobs
from tutor.jobs import queries as job_queries
from tutor.matching import actions, queries
from tutor.matching.board import board_of
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.web.coordinator import board_changes
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.lessons import neighbours, week_asked
from tutor.web.guards import allowed
from tutor.web.saying import counted
from tutor.web.sign_in import actor

SECONDS = (10, 30, 60)


def city_asked(cities: list[Municipality]) -> Municipality | None:
    code = request.values.get("city", "")
    return next((city for city in cities if city.code5 == code), cities[0] if cities else None)


@pages.get("/week")
@allowed(Role.COORDINATOR)
def week() -> str:
    monday, cities = week_asked(), office.municipalities(actor(), Role.COORDINATOR)
    city = city_asked(cities)
    board = board_changes.shown(city, board_of(city, monday)) if city else {"kept": {}}
    better = queries.better_at_most(board["board"].head.plan_id) if city else None
    return render_template(
        "coordinator/week.html",
        monday=monday,
        cities=cities,
        city=city,
        seconds=SECONDS,
        better=better,
        **{name: value for name, value in board.items() if name != "city"},
        **neighbours(monday),
    )


@pages.post("/week")
@allowed(Role.COORDINATOR)
def week_ask() -> Response:
    city = office.municipality(request.form.get("city", ""), actor=actor(), roles=(Role.COORDINATOR,))
    asked = request.form.get("seconds", "")
    seconds = int(asked) if asked in {str(one) for one in SECONDS} else SECONDS[0]
    job = actions.ask_for_plan(city, week_asked(), seconds=seconds, by=actor(), now=clock.now())
    db.session.commit()
    return redirect(url_for("coordinator.week_progress", code=job.code), code=303)


@pages.get("/week/jobs/<code>")
@allowed(Role.COORDINATOR)
def week_progress(code: str) -> str:
    job = job_queries.job(code, actor=actor())
    part = request.headers.get("HX-Request") == "true"
    template = "coordinator/job_part.html" if part else "coordinator/job.html"
    return render_template(template, job=job, back=actions.week_of(job), code5=_code5(job.municipality_id))


@pages.post("/week/jobs/<code>/stop")
@allowed(Role.COORDINATOR)
def week_stop(code: str) -> Response:
    job = job_queries.job(code, actor=actor())
    jobs.want_stop(job, now=clock.now())
    db.session.commit()
    return redirect(url_for("coordinator.week_progress", code=code), code=303)


@pages.post("/week/plans/<code>/publish")
@allowed(Role.COORDINATOR)
def week_publish(code: str) -> Response:
    plan = queries.plan(code, actor=actor())
    lessons = actions.publish(plan, by=actor(), now=clock.now())
    db.session.commit()
    flash(
        counted(
            "%(num)d件のレッスンを決めました。みなさんにお知らせします。",
            len(lessons),
        ),
        "good",
    )
    city = plan.municipality.code5
    return redirect(url_for("coordinator.week", week=plan.week, city=city), code=303)


def _code5(municipality_id: int | None) -> str | None:
    cities = office.municipalities(actor(), Role.COORDINATOR)
    return next((city.code5 for city in cities if city.id == municipality_id), None)
