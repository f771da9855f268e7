"""What became of a call, and which keys were pressed in it."""

from flask import request
from werkzeug.wrappers import Response

from tutor import clock
from tutor.database import db
from tutor.messaging import voice
from tutor.messaging.gateways import twiml
from tutor.messaging.gateways.twilio_called import OF_CALL, OF_KEY, OF_WHO_ANSWERED
from tutor.messaging.gateways.twilio_codes import OF_CALLS, failure
from tutor.messaging.gateways.twilio_status import call_of, is_machine
from tutor.messaging.voice_rules import Call
from tutor.replies.keys import take_key
from tutor.web.callbacks import signed
from tutor.web.callbacks.blueprint import BECAUSE, pages
from tutor.web.guards import open_to_all

AGAIN = "#rc=2&rp=all"
"""Somebody waits with the telephone at the ear."""


@pages.post("/call")
@open_to_all(BECAUSE)
def call_status() -> Response:
    given = signed.form(OF_CALL)
    return _settled(given, call_of(given["CallStatus"]))


@pages.post("/answered")
@open_to_all(BECAUSE)
def call_answered() -> Response:
    """A person, or a machine that answers in their place."""
    return _settled(signed.form(OF_WHO_ANSWERED), Call.UNDER_WAY)


@pages.post("/key")
@open_to_all(BECAUSE)
def call_key() -> Response:
    """What is said next. An empty key: all was said, and none was pressed."""
    given = signed.form(OF_KEY)
    turn = request.args.get("turn", "1")
    said = take_key(
        signed.uid(),
        sid=given["CallSid"],
        key=given["Digits"],
        turn=int(turn) if turn.isdecimal() else 1,
        now=clock.now(),
    )
    if said is None:
        signed.refuse("no call of ours", 404)
    db.session.commit()
    if not said.turn:
        return _spoken(twiml.tell(said.parts, said.language))
    answer_to = signed.address("callbacks.call_key", uid=signed.uid(), turn=str(said.turn))
    return _spoken(twiml.ask(said.parts, said.language, answer_to=f"{answer_to}{AGAIN}"))


def _settled(given: dict[str, str], call: Call) -> Response:
    known = voice.settle_call(
        signed.uid(),
        sid=given["CallSid"],
        call=call,
        machine=is_machine(given.get("AnsweredBy", "")),
        why=failure(code, OF_CALLS) if (code := given.get("ErrorCode", "")) else None,
        now=clock.now(),
    )
    if not known:
        signed.refuse("no call of ours", 404)
    db.session.commit()
    return Response(status=204)


def _spoken(what: str) -> Response:
    return Response(what, mimetype="text/xml")
