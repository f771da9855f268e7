"""The addresses of Twilio's REST API that we use."""

import hmac
import re
import time
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from tutor import clock
from tutor.fake_twilio.lies import Lie
from tutor.fake_twilio.network import Network
from tutor.fake_twilio.numbers import fate_of
from tutor.fake_twilio.shown import page_json, refusal_json, text_json
from tutor.fake_twilio.store import VERSION

BASE = f"/{VERSION}/Accounts/<account>"
api = Blueprint("texts", __name__, url_prefix=BASE)

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
    code, fate = fault(), fate_of(request.form.get("To", ""))
    if code or fate.refused:
        return refusal_json(code or fate.refused or 0)

    def take() -> dict[str, Any]:
        form = request.form
        text = network().take(
            to=form["To"],
            sender=form["From"],
            body=form["Body"],
            callback=form.get("StatusCallback", ""),
            fate=fate,
        )
        return text_json(text, account)

    return taken(take)


def taken(take: Callable[[], dict[str, Any]]) -> Said:
    """201 with what was made, unless we lie about it."""
    net = network()
    lie = net.lies.about_this()
    if lie is Lie.BUSY:
        return refusal_json(20429)
    made = jsonify(take())
    time.sleep(net.lies.late if lie is Lie.LATE else net.latency)
    if lie is Lie.DENIED:
        return {"code": 20500, "message": "Internal Server Error", "status": 500}, 500
    if lie is Lie.TORN:
        made.set_data(made.get_data()[:40])
    made.status_code = 201
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
    asked = asked_for()
    texts = network().store.latest_first(to=asked.get("To", ""), sender=asked.get("From", ""))
    return page("Messages", [text_json(one, account) for one in texts], account), 200


def asked_for() -> dict[str, str]:
    return {name: value for name, value in request.args.items() if name in {"To", "From"}}


def page(kind: str, rows: list[dict[str, Any]], account: str) -> dict[str, Any]:
    size = min(request.args.get("PageSize", 50, int), LARGEST_PAGE)
    number = request.args.get("Page", 0, int)
    return page_json(kind, rows, account, asked=asked_for(), size=size, page=number)


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
