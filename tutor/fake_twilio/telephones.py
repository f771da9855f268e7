"""The page on which one sees what arrives on people's telephones, and writes back."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from tutor.fake_twilio.api import network
from tutor.fake_twilio.store import Text

pages = Blueprint("telephones", __name__, template_folder="templates")
MOST = 60
KEYS = ("1", "2", "9")


@pages.get("/")
def telephones() -> str:
    return render_template("telephones.html", telephones=by_number(), keys=KEYS)


@pages.post("/answer")
def answer() -> Response:
    number, body = request.form.get("number", ""), request.form.get("body", "").strip()
    if number and body:
        network().answer(number, body)
    return redirect("/", code=303)


def by_number() -> dict[str, list[Text]]:
    """Where something came in last stands first."""
    found: dict[str, list[Text]] = {}
    for text in network().store.latest_first()[:MOST]:
        found.setdefault(text.telephone, []).append(text)
    return found
