"""The ring list: whom staff should ring now, and what to say."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.messaging import actions, lists, queries
from tutor.messaging import letters as by_post
from tutor.messaging.models import MessageState
from tutor.reports.subjects import subjects
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.wording_words import purpose_name
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/calls")
@allowed(Role.COORDINATOR)
def calls() -> str:
    now = clock.now()
    found = queries.ring_list(by=actor(), now=now)
    tries = lists.tried(found)
    resting = lists.resting(found, tries, now=now)
    return render_template(
        "coordinator/calls.html",
        calls=[one for one in found if one.id not in resting],
        later=sorted((one for one in found if one.id in resting), key=lambda one: resting[one.id]),
        resting=resting,
        subjects=subjects(found),
        tried=tries,
        purpose_name=purpose_name,
        letters=len(by_post.to_post(by=actor(), now=now)),
        now=now,
    )


@pages.post("/calls/<uid>/done")
@allowed(Role.COORDINATOR)
def calls_done(uid: str) -> Response:
    call = queries.call_by_uid(uid, by=actor())
    # A second press, or a colleague who was quicker: it was said, and that is all we wanted.
    if call.state is not MessageState.DONE:
        actions.finish_call(call, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("「伝えました」と記録しました。"), "good")
    return redirect(url_for("coordinator.calls"), code=303)


@pages.post("/calls/<uid>/not-reached")
@allowed(Role.COORDINATOR)
def calls_not_reached(uid: str) -> Response:
    call = queries.call_by_uid(uid, by=actor())
    actions.could_not_reach(call, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("「つながらなかった」と記録しました。30分ほどたってから、もう一度おかけください。"), "info")
    return redirect(url_for("coordinator.calls"), code=303)
