"""A tutor answers whether he or she can teach a lesson."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import offers
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.tutors.blueprint import as_tutor, pages


@pages.post("/offers/<code>/yes")
@allowed(Role.TUTOR)
def offers_yes(code: str) -> Response:
    return _answered(offers.say_yes, code, gettext("ありがとうございます。あなたの担当に決まりました。"))


@pages.post("/offers/<code>/no")
@allowed(Role.TUTOR)
def offers_no(code: str) -> Response:
    return _answered(offers.say_no, code, gettext("お返事をありがとうございます。ほかの人におたのみします。"))


def _answered(answer: Callable[..., None], code: str, thanks: str) -> Response:
    """Who was slower has done nothing wrong: the sentence stands on the first page, not on one of errors."""
    asked = offers.own(code, actor=as_tutor())
    try:
        answer(asked, by=as_tutor(), now=clock.now())
        db.session.commit()
        flash(thanks, "good")
    except Refused as why:
        db.session.rollback()
        flash(say(why), "info")
    return redirect(url_for("tutors.today"), code=303)
