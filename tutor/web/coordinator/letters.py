"""Letters to be posted: who gets one, all printed in one go, and that they are in the post."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tutor import clock, paper
from tutor.actor import Role
from tutor.database import db
from tutor.messaging import letters as by_post
from tutor.messaging import queries
from tutor.messaging.models import Message
from tutor.office import queries as office
from tutor.reports.subjects import subjects
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.saying import counted
from tutor.web.sign_in import actor


@pages.get("/letters")
@allowed(Role.COORDINATOR)
def letters() -> str:
    now, by = clock.now(), actor()
    found = by_post.to_post(by=by, now=now)
    return render_template(
        "coordinator/letters.html",
        cities=[(one, _of(one.id, found)) for one in office.municipalities(by, Role.COORDINATOR)],
        letters=found,
        posted=by_post.posted_last(by=by, now=now),
        subjects=subjects(found),
        pdf=paper.is_on(),
    )


@pages.post("/letters/posted")
@allowed(Role.COORDINATOR)
def letters_posted() -> Response:
    return _done(by_post.post, lambda n: counted("%(num)d通を「出しました」と記録しました。", n))


@pages.post("/letters/not-posted")
@allowed(Role.COORDINATOR)
def letters_not_posted() -> Response:
    return _done(by_post.not_posted, lambda n: counted("%(num)d通を、出す手紙にもどしました。", n))


def _done(act: Callable[..., int], said: Callable[[int], str]) -> Response:
    """None of them, when a colleague was quicker: what she sees then is how it stands."""
    chosen = [queries.by_uid(uid, by=actor()) for uid in request.form.getlist("letter")]
    if number := act(chosen, by=actor(), now=clock.now()):
        flash(said(number), "good")
    db.session.commit()
    return redirect(url_for("coordinator.letters"), code=303)


def _of(city_id: int, found: Sequence[Message]) -> list[Message]:
    return [one for one in found if one.municipality_id == city_id]
