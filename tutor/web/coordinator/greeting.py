"""A greeting by somebody whom the town knows."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.study import faces, greeting
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed, takes_files
from tutor.web.intake_form import Form
from tutor.web.sign_in import actor

FIELDS = ("name", "post", "words")


def _place(code5: str) -> Municipality:
    return office.municipality(code5, actor=actor(), roles=(Role.COORDINATOR,))


class GreetingForm(Form):
    def said(self) -> greeting.Greeted | None:
        """None when a field is wrong."""
        name = self.text("name", 40, otherwise=Refused("お名前を入れてください。"))
        post = self.text("post", 60)
        words = self.text("words", 200, otherwise=Refused("あいさつの言葉を入れてください。"))
        file = request.files.get("picture")
        data = file.read() if file else b""
        picture = self.take("picture", faces.face, data) if data else None
        return None if self.errors else greeting.Greeted(name, post, words, picture)


@pages.get("/greeting/<code5>")
@allowed(Role.COORDINATOR)
def greeting_one(code5: str) -> str:
    place = _place(code5)
    known = greeting.greeting_of(place.id)
    values = {name: getattr(known, name) for name in FIELDS} if known else {}
    return _page(place, GreetingForm(values))


def _page(place: Municipality, form: Form) -> str:
    known = greeting.greeting_of(place.id)
    return render_template("coordinator/greeting.html", place=place, form=form, known=known)


@pages.post("/greeting/<code5>")
@allowed(Role.COORDINATOR)
@takes_files(faces.MOST_BYTES)
def greeting_keep(code5: str) -> Response | tuple[str, int]:
    place, form = _place(code5), GreetingForm(request.form)
    said = form.said()
    if said is None:
        return _page(place, form), 422
    greeting.keep_greeting(place, said, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("あいさつを取っておきました。教材の一まいめに出ます。"), "good")
    return redirect(url_for("coordinator.greeting_one", code5=code5), code=303)


@pages.post("/greeting/<code5>/end")
@allowed(Role.COORDINATOR)
def greeting_end(code5: str) -> Response:
    greeting.end_greeting(_place(code5), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("あいさつと写真を消しました。"), "good")
    return redirect(url_for("coordinator.shares"), code=303)
