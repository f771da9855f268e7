"""One message: its way so far, and what staff can do about it."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.messaging import by_staff, letter_rules, letters, queries
from tutor.messaging.models import MessageEvent, MessageState
from tutor.reports.subjects import subjects
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor
from tutor.web.words import MESSAGE_STATES

SOURCES = {
    "provider": lazy_gettext("電話会社"),
    "staff": lazy_gettext("職員"),
    "person": lazy_gettext("ご本人"),
}
NOTES = {
    "due": lazy_gettext("順番に入りました"),
    "sending": lazy_gettext("送りはじめました"),
    "restated": lazy_gettext("担当の名前を書き直しました"),
    "not_reached": lazy_gettext("つながりませんでした"),
    "other_sid": lazy_gettext("同じお知らせの知らせが、もう一つ来ました"),
}


@pages.get("/messages/<uid>")
@allowed(Role.COORDINATOR)
def messages_one(uid: str) -> str:
    message = queries.by_uid(uid, by=actor())
    return render_template(
        "coordinator/message.html",
        message=message,
        words=letter_rules.words_of(message.channel),
        subject=subjects([message]).get(message.id),
        steps=[(one.at, happened(one), SOURCES.get(one.source, "")) for one in queries.steps(message)],
        acts=by_staff.possible(message, now=clock.now()),
    )


@pages.post("/messages/<uid>/stop")
@allowed(Role.COORDINATOR)
def messages_stop(uid: str) -> Response:
    said = gettext("送るのを止めました。すでに届いていることもあります。")
    return _done(uid, by_staff.stop, said)


@pages.post("/messages/<uid>/take-over")
@allowed(Role.COORDINATOR)
def messages_take_over(uid: str) -> Response:
    return _done(uid, by_staff.take_over, gettext("「電話をかける人」に入れました。"))


@pages.post("/messages/<uid>/resend")
@allowed(Role.COORDINATOR)
def messages_resend(uid: str) -> Response:
    return _done(uid, by_staff.resend, gettext("もう一度送る列に入れました。"))


def _done(uid: str, act: Callable[..., object], said: str) -> Response:
    act(queries.by_uid(uid, by=actor()), by=actor(), now=clock.now())
    db.session.commit()
    flash(said, "good")
    return redirect(url_for("coordinator.messages_one", uid=uid), code=303)


def happened(event: MessageEvent) -> str:
    if event.code == letters.POSTED:
        return str(gettext("手紙を出しました"))
    if event.status in NOTES:
        return str(NOTES[event.status])
    if event.status in set(MessageState):
        return str(MESSAGE_STATES[MessageState(event.status)][0])
    return str(gettext("お返事がありました"))
