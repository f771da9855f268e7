"""The page on which one sees what arrives on people's telephones, and writes back."""

from dataclasses import dataclass, field

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from tutor.fake_twilio.api import network
from tutor.fake_twilio.calls import Call
from tutor.fake_twilio.store import Text

pages = Blueprint("telephones", __name__, template_folder="templates")
MOST = 60
KEYS = ("1", "2", "9")


@pages.get("/")
def telephones() -> str:
    return render_template("telephones.html", telephones=by_number(), keys=KEYS, home=network().home)


@pages.post("/call/<sid>")
def handle(sid: str) -> Response:
    """Pick up, press a key or none, hang up."""
    exchange, what = network().exchange, request.form.get("what", "")
    if what == "pick up":
        exchange.pick_up(sid)
    elif what == "refuse":
        exchange.end(sid, "busy")
    elif what == "hang up":
        exchange.end(sid)
    else:
        exchange.press(sid, what if what in KEYS else "")
    return redirect("/", code=303)


@pages.post("/answer")
def answer() -> Response:
    number, body = request.form.get("number", ""), request.form.get("body", "").strip()
    if number and body:
        network().answer(number, body)
    return redirect("/", code=303)


@dataclass
class Telephone:
    texts: list[Text] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)


def by_number() -> dict[str, Telephone]:
    """Where something came in last stands first; each list begins with its newest."""
    net = network()
    found: dict[str, Telephone] = {}
    came: list[Text | Call] = [*net.store.latest_first()[:MOST], *net.exchange.calls.latest_first()[:MOST]]
    for one in sorted(came, key=lambda one: one.created, reverse=True):
        number = one.telephone if isinstance(one, Text) else one.to
        telephone = found.setdefault(number, Telephone())
        if isinstance(one, Text):
            telephone.texts.append(one)
        else:
            telephone.calls.append(one)
    return found
