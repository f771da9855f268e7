"""The front door: a card for learners, a number and a word for staff."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.access import actions, queries
from tutor.access.rules import may_try, read_card_code
from tutor.database import db
from tutor.web import guards, seen, sign_in
from tutor.web.guards import open_to_all
from tutor.web.language import COOKIE, READ

pages = Blueprint("start", __name__)
SIZES = ("100", "125", "150")
YEAR = 60 * 60 * 24 * 365


@pages.get("/")
@open_to_all("the front door")
def front() -> Response | str:
    actor = sign_in.actor()
    if actor.grants:
        return redirect(url_for(guards.home(actor)), code=303)
    return render_template("start/front.html")


@pages.get("/c/<code>")
@open_to_all("the code on the card is the key")
def card_link(code: str) -> Response:
    return _enter_with_card(code)


@pages.get("/card")
@open_to_all("where a card's code is typed")
def card() -> str:
    return render_template("start/card.html")


@pages.post("/card")
@open_to_all("where a card's code is typed")
def card_typed() -> Response:
    return _enter_with_card(request.form.get("code", ""))


def _enter_with_card(typed: str) -> Response:
    """The code leaves the address bar at once: what follows is a cookie and a page without it."""
    now, address = clock.now(), f"card:{request.remote_addr}"
    if not may_try(queries.wrong_tries(address, now=now)):
        abort(429)
    found = queries.card(read_card_code(typed), now=now)
    if found is None:
        seen.wrong_code(address, now=now)
        flash(gettext("カードの番号が読み取れませんでした。もう一度、ゆっくり入れてください。"), "wrong")
        return redirect(url_for("start.card"), code=303)
    sign_in.enter(found)
    session.permanent = True
    return redirect(url_for("learners.home"), code=303)


@pages.get("/enter")
@open_to_all("staff prove who they are here")
def enter() -> str:
    return render_template("start/enter.html")


@pages.post("/enter")
@open_to_all("staff prove who they are here")
def entered() -> Response:
    number = read_card_code(request.form.get("number", ""))
    found = actions.enter_with_password(number, request.form.get("password", ""), now=clock.now())
    db.session.commit()
    if found is None:
        flash(gettext("番号か合言葉がちがいます。お確かめのうえ、もう一度入れてください。"), "wrong")
        return redirect(url_for("start.enter"), code=303)
    return redirect(url_for(guards.home(sign_in.enter(found))), code=303)


@pages.post("/leave")
@open_to_all("anybody may leave")
def leave() -> Response:
    sign_in.leave()
    return redirect(url_for("start.front"), code=303)


@pages.post("/text-size")
@open_to_all("a setting of this browser only")
def text_size() -> Response:
    size = request.form.get("size", "100")
    answer = redirect(own_path(request.form.get("next", "")), code=303)
    if size in SIZES:
        answer.set_cookie("text_size", size, max_age=YEAR, samesite="Lax", httponly=True)
    return answer


@pages.post("/language")
@open_to_all("a setting of this browser only")
def language() -> Response:
    wanted = request.form.get("language", "")
    answer = redirect(own_path(request.form.get("next", "")), code=303)
    if wanted in READ:
        answer.set_cookie(COOKIE, wanted, max_age=YEAR, samesite="Lax", httponly=True)
    return answer


def own_path(path: str) -> str:
    """Another site's address must not become a destination of ours."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
