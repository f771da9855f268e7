"""Classes: what is to come, made in a row; who sits there, signed up by staff."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.courses import actions
from tutor.courses import queries as courses
from tutor.database import db
from tutor.learning import queries as learning
from tutor.lessons import queries
from tutor.lessons.models import Lesson
from tutor.people import queries as people
from tutor.reports.finding import find
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.class_form import ClassForm, class_choices
from tutor.web.coordinator.lessons import lesson_page
from tutor.web.coordinator.newcomer_form import NewcomerForm
from tutor.web.coordinator.people import LONGEST_SEARCH
from tutor.web.guards import allowed
from tutor.web.saying import counted
from tutor.web.sign_in import actor


@pages.get("/classes")
@allowed(Role.COORDINATOR)
def classes() -> str:
    return render_template(
        "coordinator/classes.html", classes=courses.to_come(actor=actor(), now=clock.now())
    )


@pages.get("/classes/new")
@allowed(Role.COORDINATOR)
def classes_new() -> str:
    form = ClassForm.fresh(actor=actor(), now=clock.now())
    return render_template("coordinator/class_form.html", form=form, **class_choices(form))


@pages.post("/classes/new")
@allowed(Role.COORDINATOR)
def classes_book() -> Response | tuple[str, int]:
    form = ClassForm(request.form, actor=actor(), now=clock.now())
    first, bookings = form.known(), form.bookings()
    if first is None and not bookings:
        return render_template("coordinator/class_form.html", form=form, **class_choices(form)), 422
    if first is None:
        made = form.take("day_1", actions.book_course, bookings, by=actor(), now=clock.now())
        if made is None:
            # Nothing is kept of it but what was typed.
            db.session.rollback()
            return render_template("coordinator/class_form.html", form=form, **class_choices(form)), 422
        first = made[0]
        db.session.commit()
        flash(counted("教室を%(num)d回作りました。来る方を入れてください。", len(bookings)), "good")
    return redirect(url_for("coordinator.lessons_one", code=first.code), code=303)


@pages.post("/lessons/<code>/find")
@allowed(Role.COORDINATOR)
def lessons_find(code: str) -> str:
    """A POST: a name or a number stands in no address."""
    lesson, now = queries.lesson(code, actor=actor()), clock.now()
    typed = request.form.get("text", "").strip()[:LONGEST_SEARCH]
    found = find(typed, actor=actor(), now=now).people if typed else []
    return lesson_page(lesson, NewcomerForm.named(typed), typed=typed, found=found)


@pages.post("/lessons/<code>/sign-up")
@allowed(Role.COORDINATOR)
def lessons_sign_up(code: str) -> Response:
    lesson = queries.lesson(code, actor=actor())
    learner = people.learner(request.form.get("person", ""), actor=actor())
    actions.sign_up(_dates(lesson), learner, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("%(name)sさんの席をとりました。お知らせします。", name=learner.person.name), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)


@pages.post("/lessons/<code>/newcomer")
@allowed(Role.COORDINATOR)
def lessons_newcomer(code: str) -> Response | tuple[str, int]:
    lesson, form = queries.lesson(code, actor=actor()), NewcomerForm(request.form)
    newcomer = form.newcomer()
    if newcomer is None:
        return lesson_page(lesson, form, found=[]), 422
    name, number = newcomer
    actions.sign_up_newcomer(_dates(lesson), name, number, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("はじめての方の席をとりました。お知らせします。"), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)


def _dates(lesson: Lesson) -> Sequence[Lesson]:
    """This one, and those of the course's other dates that were ticked."""
    ticked = set(request.form.getlist("date"))
    others = courses.of_the_course(lesson, now=clock.now()) if ticked else []
    return [lesson, *(one for one in others if one.code in ticked)]


@pages.post("/lessons/<code>/sign-off")
@allowed(Role.COORDINATOR)
def lessons_sign_off(code: str) -> Response:
    lesson = queries.lesson(code, actor=actor())
    learner = people.learner(request.form.get("person", ""), actor=actor())
    actions.sign_off(lesson, learner, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("%(name)sさんの席を取り消しました。", name=learner.person.name), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)


@pages.get("/people/<code>/classes")
@allowed(Role.COORDINATOR)
def people_classes(code: str) -> str:
    """To which of them this person goes."""
    person = people.person(code, actor=actor())
    return render_template(
        "coordinator/person_classes.html",
        person=person,
        classes=courses.to_come(actor=actor(), now=clock.now()) if person.learner else [],
        progress=learning.progress(person.learner, now=clock.now()) if person.learner else None,
    )
