"""Who teaches a booked lesson: taken off it, put on it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import offers, queries, staffing
from tutor.lessons.models import Lesson
from tutor.local_time import local_date
from tutor.people import queries as people
from tutor.people.models import Tutor
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.repair_form import read_moment
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.post("/lessons/<code>/offers")
@allowed(Role.COORDINATOR)
def lessons_offer(code: str) -> Response:
    """Asks all who were chosen; asked again, nobody gets a second text."""
    lesson = queries.lesson(code, actor=actor())
    day = local_date(lesson.starts_at)
    asked = [people.tutor(one, on=day) for one in request.form.getlist("tutor")]
    if not asked:
        raise Refused("お願いする学生講師を、一人以上えらんでください。")
    until = read_moment(request.form.get("until", ""))
    offers.offer(lesson, asked, until=until, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("担当をお願いしました。はじめに「行ける」と答えた人に決まります。"), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)


@pages.post("/lessons/<code>/offers/<offer>/back")
@allowed(Role.COORDINATOR)
def lessons_offer_back(code: str, offer: str) -> Response:
    made = offers.offer_of(queries.lesson(code, actor=actor()), offer)
    offers.take_back(made, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("%(name)sさんへのお願いを取り下げました。", name=made.tutor.person.name), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)


def tutor_asked(lesson: Lesson) -> Tutor:
    return people.tutor(request.form.get("tutor", ""), on=local_date(lesson.starts_at))


@pages.post("/lessons/<code>/release")
@allowed(Role.COORDINATOR)
def lessons_release(code: str) -> Response:
    lesson = queries.lesson(code, actor=actor())
    tutor = tutor_asked(lesson)
    staffing.release(lesson, tutor, by=actor(), now=clock.now())
    db.session.commit()
    name = tutor.person.name
    flash(gettext("%(name)sさんを担当から外しました。かわりの人を、えらんでください。", name=name), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)


@pages.post("/lessons/<code>/assign")
@allowed(Role.COORDINATOR)
def lessons_assign(code: str) -> Response:
    lesson = queries.lesson(code, actor=actor())
    tutor = tutor_asked(lesson)
    staffing.assign(lesson, [tutor], by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("%(name)sさんを担当にしました。お知らせします。", name=tutor.person.name), "good")
    return redirect(url_for("coordinator.lessons_one", code=code), code=303)
