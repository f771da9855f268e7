"""The demo's own pages: another time, another person, and what lies on people's telephones."""

from datetime import datetime, timedelta

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.demo import cast, happening
from tutor.demo.cast import Player
from tutor.demo.clock import DemoClock, next_opening
from tutor.demo.passing import let_pass
from tutor.web import sign_in
from tutor.web.guards import open_to_all
from tutor.web.start import own_path

pages = Blueprint("demo", __name__, url_prefix="/demo", template_folder="templates")
HOUR = timedelta(hours=1)
BEFORE_A_LESSON = timedelta(minutes=10)


@pages.post("/clock/nine")
@open_to_all("demo only: everybody may turn its clock")
def to_nine() -> Response:
    return _turn(next_opening(clock.now()))


@pages.post("/clock/hour")
@open_to_all("demo only: everybody may turn its clock")
def an_hour_on() -> Response:
    return _turn(clock.now() + HOUR)


@pages.post("/clock/lesson")
@open_to_all("demo only: everybody may turn its clock")
def to_lesson() -> Response:
    start = happening.next_start(clock.now() + BEFORE_A_LESSON)
    if start is None:
        flash(gettext("これから先のレッスンは、まだ決まっていません。"), "info")
        return _back()
    return _turn(start - BEFORE_A_LESSON)


def _turn(shown: datetime) -> Response:
    """Queued at once what is due by then: the worker would only look within half a minute."""
    before = clock.now()
    demo_clock().set(shown)
    let_pass(before, shown, answered=bool(current_app.extensions["settings"].fake_twilio))
    return _back()


def _back() -> Response:
    return redirect(own_path(request.form.get("next", "")), code=303)


@pages.get("/phones")
@open_to_all("demo only: nobody of these people exists")
def phones() -> str:
    return render_template(
        "demo/phones.html",
        texts=happening.latest_texts(),
        waiting=happening.texts_waiting(),
        calls=happening.calls_to_make(clock.now()),
    )


@pages.get("/people")
@open_to_all("demo only: nobody of these people exists")
def people() -> str:
    return render_template("demo/people.html")


@pages.post("/enter/<key>")
@open_to_all("demo only: nobody of these people exists")
def enter(key: str) -> Response:
    player = next((one for one in demo_people() if one.key == key), None)
    credential = player.credential(now=clock.now()) if player else None
    if credential is None:
        abort(404)
    sign_in.enter(credential)
    return redirect(url_for("start.front"), code=303)


def demo_people() -> list[Player]:
    return cast.read(current_app.extensions["settings"].instance / cast.FILE)


def demo_clock() -> DemoClock:
    found = current_app.extensions["demo_clock"]
    assert isinstance(found, DemoClock)
    return found
