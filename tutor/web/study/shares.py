"""A unit behind a short code: a word in a cookie is all there is of who reads it."""

import re
import secrets
from functools import partial
from typing import Any

from flask import abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tutor import clock
from tutor.access.queries import wrong_tries
from tutor.access.rules import may_try, read_card_code
from tutor.actor import VISITOR, ActorKind
from tutor.database import db
from tutor.errors import NotFound
from tutor.people.queries import own_learner
from tutor.phone import shown
from tutor.study import greeting, queries, sharing
from tutor.study.models import SHORT, Share, Study
from tutor.web import seen, sign_in
from tutor.web.guards import open_to_all
from tutor.web.immutable import by_its_hash
from tutor.web.language import wanted
from tutor.web.study import showing
from tutor.web.study.blueprint import pages

TOKEN = re.compile(r"[\w-]{32}", re.ASCII)
COOKIE, HALF_A_YEAR = "reader", 60 * 60 * 24 * 183
WHY = "whoever has the code may read"


@pages.get("/s")
@open_to_all("where a short code is typed")
def find() -> str:
    return render_template("study/find.html", typed="", wrong=False)


@pages.post("/s")
@open_to_all("where a short code is typed")
def found() -> Response:
    code = read_card_code(request.form.get("code", ""))[: 2 * SHORT]
    return redirect(url_for("study.one", code=code) if code else url_for("study.find"), code=303)


@pages.get("/s/<code>")
@open_to_all(WHY)
def one(code: str) -> Response | tuple[str, int] | str:
    lent = _lent(code)
    if lent is None:
        return render_template("study/find.html", typed=code[: 2 * SHORT], wrong=True), 404
    if not sharing.is_open(lent):
        return render_template("study/closed.html", **_office(lent)), 410
    own = _own_address(lent)
    if own:
        return redirect(own, code=303)
    study = sharing.study_of(lent, _token())
    desk = showing.Desk(
        unit=study.unit if study else sharing.unit_of(lent),
        study=study,
        at=partial(_at, lent.code),
        layout="study/base.html",
        language=wanted(),
        municipality_id=lent.municipality_id,
    )
    return showing.show(desk, **_office(lent))


def _lent(code: str) -> Share | None:
    """A wrong code is counted: nobody tries them all."""
    now, address = clock.now(), f"share:{request.remote_addr}"
    if not may_try(wrong_tries(address, now=now)):
        abort(429)
    lent = sharing.share_by_code(read_card_code(code)[: 2 * SHORT])
    if lent is None:
        seen.wrong_code(address, now=now)
    return lent


def _own_address(lent: Share) -> str:
    """A member who learns by this curriculum reads on the own page, where it counts."""
    actor = sign_in.actor()
    if actor.kind is not ActorKind.CARD:
        return ""
    try:
        queries.unit_of(own_learner(actor), lent.curriculum_key, lent.unit_key)
    except NotFound:
        return ""
    return url_for("learners.unit", curriculum=lent.curriculum_key, unit=lent.unit_key)


def _office(lent: Share) -> dict[str, Any]:
    place = lent.municipality
    return {"contact_telephone": shown(place.telephone), "contact_hours": place.hours, "lent": lent}


def _at(code: str, verb: str = "", **more: Any) -> str:
    return url_for(f"study.{verb or 'one'}", code=code, **more)


def _token() -> str:
    """Ours; a browser that brings something else gets a new one."""
    typed = request.cookies.get(COOKIE, "")
    return typed if TOKEN.fullmatch(typed) else ""


def _study(code: str) -> tuple[Study, str]:
    """The reading of this browser; the first press of a button begins it."""
    lent = _lent(code)
    if lent is None:
        abort(404)
    token = _token() or secrets.token_urlsafe(24)
    return sharing.begin(lent, token, now=clock.now()), token


def _go(address: str, token: str) -> Response:
    db.session.commit()
    answer = make_response(redirect(address, code=303))
    answer.set_cookie(
        COOKIE,
        token,
        max_age=HALF_A_YEAR,
        path="/s",
        samesite="Lax",
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


@pages.post("/s/<code>/turn")
@open_to_all(WHY)
def turn(code: str) -> Response:
    study, token = _study(code)
    page = showing.turn(study, now=clock.now())
    return _go(_at(code, page=page), token)


@pages.post("/s/<code>/answer")
@open_to_all(WHY)
def answer(code: str) -> Response:
    study, token = _study(code)
    page = showing.answer(study, by=VISITOR, now=clock.now())
    return _go(_at(code, page=page, _anchor="why"), token)


@pages.post("/s/<code>/end")
@open_to_all(WHY)
def end(code: str) -> Response:
    (study, token), how = _study(code), request.form.get("how", "")
    showing.end(study, how, by=VISITOR, now=clock.now())
    return _go(_at(code) if how == "again" else _at(code, "done"), token)


@pages.get("/s/<code>/done")
@open_to_all(WHY)
def done(code: str) -> str:
    lent = _lent(code)
    if lent is None:
        abort(404)
    return render_template("study/done.html", **_office(lent))


@pages.get("/faces/<hash>")
@open_to_all("a face that a city shows to everybody")
def face(hash: str) -> Response:  # noqa: A002 -- the address says what it is
    return by_its_hash(greeting.picture(hash), "image/jpeg", hash)
