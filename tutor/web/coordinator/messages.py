"""What we told people, or wanted to: how many in which state, and the last hundred."""

from flask import render_template, request

from tutor.actor import Role
from tutor.messaging import lists
from tutor.messaging.models import MessageState
from tutor.reports.subjects import subjects
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/messages")
@allowed(Role.COORDINATOR)
def messages() -> str:
    state = state_asked()
    found = lists.newest(by=actor(), state=state)
    return render_template(
        "coordinator/messages.html",
        messages=found,
        subjects=subjects(found),
        counts=lists.counts(by=actor()),
        chosen=state,
    )


def state_asked() -> MessageState | None:
    """All of them for a state that does not exist."""
    asked = request.args.get("state", "")
    return MessageState(asked) if asked in set(MessageState) else None
