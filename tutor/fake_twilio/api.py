"""The addresses of Twilio's REST API that we use."""

import hmac
import re
import time
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from tutor import clock
from tutor.fake_twilio.lies import Lie
from tutor.fake_twilio.network import Network
from tutor.fake_twilio.numbers import fate_of
from tutor.fake_twilio.shown import page_json, refusal_json, text_json
from tutor.fake_twilio.store import VERSION

api = Blueprint("api", __name__, url_prefix=f"/{VERSION}/Accounts/<account>")

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
LONGEST_BODY, LARGEST_PAGE = 1600, 1000
Said = Response | tuple[Any, int]


def network() -> Network:
    found = current_app.extensions["network"]
    assert isinstance(found, Network)
    return found


@api.before_request
def check_account() -> Said | None:
    net, given = network(), request.authorization
    account = (request.view_args or {}).get("account", "")
    password = (given.password if given else None) or ""
    if not given or given.username != net.account or not hmac.compare_digest(password, net.token):
        return refusal_json(20003)
    return refusal_json(20404) if account != net.account else None


@api.post("/Messages.json")
def create(account: str) -> Said:
    net, form = network(), request.form
    code, fate = fault(), fate_of(form.get("To", ""))
    if code or fate.refused:
        return refusal_json(code or fate.refused or 0)
    lie = net.lies.about_this()
    if lie is Lie.BUSY:
        return refusal_json(20429)
    text = net.take(
        to=form["To"],
        sender=form["From"],
        body=form["Body"],
        callback=form.get("StatusCallback", ""),
        fate=fate,
    )
    time.sleep(net.lies.late if lie is Lie.LATE else net.latency)
    if lie is Lie.DENIED:
        return {"code": 20500, "message": "Internal Server Error", "status": 500}, 500
    made = jsonify(text_json(text, account))
    made.status_code = 201
    if lie is Lie.TORN:
        made.set_data(made.get_data()[:40])
    return made


def fault() -> int | None:
    """The code of the first thing that is wrong with a text to be sent."""
    form = request.form
    checks = (
        (bool(form.get("To")), 21604),
        (E164.fullmatch(form.get("To", "")), 21211),
        (bool(form.get("From")), 21603),
        (bool(form.get("Body")), 21602),
        (len(form.get("Body", "")) <= LONGEST_BODY, 21617),
        (re.match("https?://[^/_]+/", form.get("StatusCallback", "http://none/")), 21609),
    )
    return next((code for right, code in checks if not right), None)


@api.get("/Messages.json")
def listed(account: str) -> Said:
    asked = {name: value for name, value in request.args.items() if name in {"To", "From"}}
    texts = network().store.latest_first(to=asked.get("To", ""), sender=asked.get("From", ""))
    size = min(request.args.get("PageSize", 50, int), LARGEST_PAGE)
    page = request.args.get("Page", 0, int)
    return page_json(texts, account, asked=asked, size=size, page=page), 200


@api.get("/Messages/<sid>.json")
def fetch(account: str, sid: str) -> Said:
    text = network().store.find(sid)
    return (text_json(text, account), 200) if text else refusal_json(20404)


@api.post("/Messages/<sid>.json")
def change(account: str, sid: str) -> Said:
    """An empty body takes a text's words away; nothing else can be changed once it has gone."""
    store = network().store
    text = store.empty(sid, now=clock.now()) if request.form.get("Body") == "" else store.find(sid)
    return (text_json(text, account), 200) if text else refusal_json(20404)


@api.delete("/Messages/<sid>.json")
def remove(account: str, sid: str) -> Said:
    return Response(status=204) if network().store.remove(sid) else refusal_json(20404)
