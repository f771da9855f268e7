"""A tutor answers whether he or she can teach a lesson."""

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.lessons import offers
from tutor.web.guards import allowed
from tutor.web.tutors.blueprint import as_tutor, pages


@pages.post("/offers/<code>/yes")
@allowed(Role.TUTOR)
def offers_yes(code: str) -> Response:
    offers.say_yes(offers.own(code, actor=as_tutor()), by=as_tutor(), now=clock.now())
    db.session.commit()
    flash(gettext("ありがとうございます。あなたの担当に決まりました。"), "good")
    return redirect(url_for("tutors.today"), code=303)


@pages.post("/offers/<code>/no")
@allowed(Role.TUTOR)
def offers_no(code: str) -> Response:
    offers.say_no(offers.own(code, actor=as_tutor()), by=as_tutor(), now=clock.now())
    db.session.commit()
    flash(gettext("お返事をありがとうございます。ほかの人におたのみします。"), "good")
    return redirect(url_for("tutors.today"), code=303)
