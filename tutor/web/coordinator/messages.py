"""What we told people, or want to: is it going out, how many in which state, and the last hundred."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.jobs import beats
from tutor.messaging import by_staff, forgetting, lanes, lists, pace
from tutor.messaging.models import Channel, MessageState
from tutor.reports.subjects import subjects
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/messages")
@allowed(Role.COORDINATOR)
def messages() -> str:
    state, now = state_asked(), clock.now()
    found = lists.newest(by=actor(), state=state)
    last_beat = beats.last_beat()
    return render_template(
        "coordinator/messages.html",
        messages=found,
        subjects=subjects(found),
        counts=lists.counts(by=actor()),
        chosen=state,
        last_beat=last_beat,
        worker_lives=beats.lives(last_beat, now=now),
        stops=lanes.stopped(),
        queues={Channel.SMS: pace.texts(now), Channel.VOICE: pace.calls(now)},
        kept_there=forgetting.overdue_there(now),
        acts={one.id: by_staff.possible(one, now=now) for one in found},
        now=now,
    )


@pages.post("/messages/open-lane")
@allowed(Role.COORDINATOR)
def messages_open_lane() -> Response:
    asked = request.form.get("channel", "")
    if asked in set(Channel):
        lanes.open_lane(Channel(asked), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("また送れるようにしました。うまくいかないときは、もう一度ここでお知らせします。"), "good")
    return redirect(url_for("coordinator.messages"), code=303)


def state_asked() -> MessageState | None:
    """All of them for a state that does not exist."""
    asked = request.args.get("state", "")
    return MessageState(asked) if asked in set(MessageState) else None
