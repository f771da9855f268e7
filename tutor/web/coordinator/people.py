"""People: found by reading, name or number, looked at, put right."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.learning import homework_queries
from tutor.learning import queries as learning
from tutor.lessons import queries as lessons
from tutor.local_time import local_date
from tutor.messaging import inbound, stops
from tutor.people import actions, queries
from tutor.people.models import Person
from tutor.people.searching import MOST_FOUND
from tutor.reports import one_person
from tutor.reports.finding import find
from tutor.study.training import own_records
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.people_forms import HOW, SCOPE, CorrectForm, NumberForm
from tutor.web.coordinator.people_stops import KINDS, MEANINGS
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

LONGEST_SEARCH = 60
FEW = 8


@pages.get("/people")
@allowed(Role.COORDINATOR)
def people() -> str:
    return render_template("coordinator/people.html", typed="", found=None)


@pages.post("/people")
@allowed(Role.COORDINATOR)
def people_search() -> str:
    """A POST, so that no name or number stands in an address. htmx asks for the first few while one types."""
    typed = request.form.get("text", "").strip()[:LONGEST_SEARCH]
    while_typing = "HX-Request" in request.headers
    most = FEW if while_typing else MOST_FOUND
    found = find(typed, actor=actor(), now=clock.now(), most=most) if typed else None
    name = "coordinator/found_few.html" if while_typing else "coordinator/people.html"
    return render_template(name, typed=typed, found=found)


@pages.get("/people/<code>")
@allowed(Role.COORDINATOR)
def people_person(code: str) -> str | Response:
    if stays := queries.stands_for(code, actor=actor()):
        return redirect(url_for("coordinator.people_person", code=stays.code), code=303)
    return _page(queries.person(code, actor=actor()), NumberForm({}))


def _page(person: Person, form: NumberForm) -> str:
    return render_template(
        "coordinator/person.html",
        person=person,
        form=form,
        scope=SCOPE,
        how=HOW,
        overview=one_person.overview(person, actor=actor()),
        stop_kinds=KINDS,
        stopped={one.purpose: one.since for one in stops.of_person(person)},
        answers=inbound.of_person(person),
        meanings=MEANINGS,
        trainings=own_records(person.tutor) if person.tutor else [],
        **_learning(person),
    )


def _learning(person: Person) -> dict[str, Any]:
    """Level, lessons before and after now, homework; nothing for somebody who does not learn."""
    now, learner = clock.now(), person.learner
    if learner is None:
        return {}
    return {
        "progress": learning.progress(learner, now=now),
        "homework": homework_queries.open_homework(learner),
        "last_lesson": lessons.last_of_learner(person.id, before=now),
        "next_lesson": lessons.next_of_learner(person.id, now=now),
    }


@pages.post("/people/<code>/number")
@allowed(Role.COORDINATOR)
def people_number(code: str) -> Response | tuple[str, int]:
    person, form = queries.person(code, actor=actor()), NumberForm(request.form)
    typed = form.typed()
    if typed is None:
        return _page(person, form), 422
    number, label = typed
    rank = len(person.contacts)
    actions.add_number(person, number, label=label, rank=rank, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("電話番号を足しました。"), "good")
    return redirect(url_for("coordinator.people_person", code=code), code=303)


@pages.get("/people/<code>/correct")
@allowed(Role.COORDINATOR)
def people_correct(code: str) -> str:
    person = queries.person(code, actor=actor())
    return render_template("coordinator/person_correct.html", person=person, form=CorrectForm.of(person))


@pages.post("/people/<code>/correct")
@allowed(Role.COORDINATOR)
def people_corrected(code: str) -> Response | tuple[str, int]:
    person, form, now = queries.person(code, actor=actor()), CorrectForm(request.form), clock.now()
    typed = form.typed(local_date(now))
    if typed is None:
        return render_template("coordinator/person_correct.html", person=person, form=form), 422
    name, born_year, version = typed
    actions.correct(person, name=name, born_year=born_year, version=version, by=actor(), now=now)
    db.session.commit()
    flash(gettext("お名前の記録を直しました。"), "good")
    return redirect(url_for("coordinator.people_person", code=code), code=303)
