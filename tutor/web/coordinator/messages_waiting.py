"""What a machine is still to say: staff take some of it, of one kind or of one lesson, and ring instead."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.lessons import queries as lessons
from tutor.lessons.announcements import ABOUT
from tutor.messaging import taking_over
from tutor.reports.subjects import subjects
from tutor.sentences import Counted, Said
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.wording_words import purpose_name
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.sign_in import actor


@pages.get("/messages/waiting")
@allowed(Role.COORDINATOR)
def messages_waiting() -> str:
    by, now = actor(), clock.now()
    kinds, lesson = taking_over.kinds(by=by, now=now), request.args.get("lesson") or None
    kind = next((one for one in kinds if one == request.args.get("kind")), None)
    about = (ABOUT, lessons.lesson(lesson, actor=by).id) if lesson else None
    found = taking_over.waiting(by=by, now=now, purpose=kind, about=about)
    return render_template(
        "coordinator/messages_waiting.html",
        messages=found,
        subjects=subjects(found),
        kinds=kinds,
        purpose_name=purpose_name,
        kind=kind,
        lesson=lesson,
        last_taken=taking_over.last_taken(by=by, now=now),
        most=taking_over.MOST,
    )


@pages.post("/messages/waiting/take-over")
@allowed(Role.COORDINATOR)
def messages_waiting_take_over() -> Response:
    done = taking_over.take_over_all(request.form.getlist("chosen"), by=actor(), now=clock.now())
    return _done(done, Counted("%(num)d件を「電話をかける人」に入れました。", done.done))


@pages.post("/messages/waiting/give-back")
@allowed(Role.COORDINATOR)
def messages_waiting_give_back() -> Response:
    done = taking_over.give_back_all(request.form.getlist("chosen"), by=actor(), now=clock.now())
    return _done(done, Counted("%(num)d件を、また送る列にもどしました。", done.done))


def _done(done: taking_over.Outcome, said: Said) -> Response:
    db.session.commit()
    if done.done:
        flash(say(said), "good")
    if done.left:
        left = Counted("%(num)d件は、もう送りはじめたか、ようすが変わったので、そのままです。", done.left)
        flash(say(left), "info")
    if not done.done and not done.left:
        flash(gettext("お知らせがえらばれていません。左の四角に印をつけてください。"), "info")
    return redirect(url_for("coordinator.messages_waiting"), code=303)
