"""One press when setting out: whoever waits at home reads it."""

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import on_the_way, queries
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.tutors.blueprint import as_tutor, pages


@pages.post("/lessons/<code>/on-the-way")
@allowed(Role.TUTOR)
def say_on_the_way(code: str) -> Response:
    found = queries.lesson(code, actor=as_tutor())
    try:
        on_the_way.say(found, by=as_tutor(), now=clock.now())
        db.session.commit()
        flash(gettext("「これから行きます」と、SMSで伝えます。"), "good")
    except Refused as why:
        db.session.rollback()
        flash(say(why), "info")
    return redirect(url_for("tutors.today"), code=303)
