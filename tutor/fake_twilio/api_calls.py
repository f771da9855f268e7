"""The addresses of Twilio's REST API that ring a telephone."""

import re

from flask import Blueprint, Response, request

from tutor import clock
from tutor.fake_twilio.api import BASE, E164, Said, asked_for, check_account, network, page, taken
from tutor.fake_twilio.calls import Call, call_json
from tutor.fake_twilio.shown import refusal_json
from tutor.fake_twilio.store import new_sid

api = Blueprint("calls", __name__, url_prefix=BASE)
api.before_request(check_account)

LONGEST_TWIML = 4000


@api.post("/Calls.json")
def ring(account: str) -> Said:
    if code := fault():
        return refusal_json(code)
    ring_for = request.form.get("Timeout", 60, int)
    return taken(lambda: call_json(network().exchange.take(asked_call(), ring_for=ring_for), account))


def asked_call() -> Call:
    form, now = request.form, clock.now()
    return Call(
        new_sid("CA"),
        to=form["To"],
        sender=form["From"],
        created=now,
        updated=now,
        twiml=form["Twiml"],
        callback=form.get("StatusCallback", ""),
        events=tuple(form.getlist("StatusCallbackEvent")) or ("completed",),
        amd_callback=form.get("AsyncAmdStatusCallback", ""),
    )


def fault() -> int | None:
    form = request.form
    checks = (
        (bool(form.get("To")), 21201),
        (E164.fullmatch(form.get("To", "")), 21211),
        (bool(form.get("From")), 21213),
        (bool(form.get("Twiml")), 21205),
        (len(form.get("Twiml", "")) <= LONGEST_TWIML, 21205),
        (re.match("https?://[^/_]+/", form.get("StatusCallback", "http://none/")), 21609),
    )
    return next((code for right, code in checks if not right), None)


@api.get("/Calls.json")
def rung(account: str) -> Said:
    calls = network().exchange.calls.latest_first(to=asked_for().get("To", ""))
    return page("Calls", [call_json(one, account) for one in calls], account), 200


@api.get("/Calls/<sid>.json")
def fetch_call(account: str, sid: str) -> Said:
    call = network().exchange.calls.find(sid)
    return (call_json(call, account), 200) if call else refusal_json(20404)


@api.delete("/Calls/<sid>.json")
def remove_call(account: str, sid: str) -> Said:
    return Response(status=204) if network().exchange.calls.remove(sid) else refusal_json(20404)
