"""The one door of every callback: Twilio's signature, on the address that we gave it."""

import logging
from typing import Any, NoReturn

from flask import Response, abort, current_app, request, url_for

from config import Settings
from tutor.messaging.gateways.twilio_signed import HEADER, Callback, Fields

FORM = "application/x-www-form-urlencoded"
log = logging.getLogger("tutor.callbacks")


def form(fields: Fields) -> dict[str, str]:
    """Its fields, once it is certain who sent them. Everything else ends here."""
    settings: Settings = current_app.extensions["settings"]
    came = Callback(
        url=settings.public_url + _address(),
        given=tuple(request.form.items(multi=True)) if request.mimetype == FORM else (),
        signature=request.headers.get(HEADER, ""),
    )
    if fault := came.fault(fields, account=settings.twilio_account, token=settings.twilio_token):
        refuse(fault)
    return dict(came.given)


def uid() -> str:
    """Our own name for a message; it stands in the address, and so it was signed."""
    return request.args.get("uid", "")


def address(endpoint: str, **query: Any) -> str:
    """One of these pages, as Twilio reaches it."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url + url_for(endpoint, **query)


def refuse(fault: str, status: int = 403) -> NoReturn:
    # A wrong PUBLIC_URL refuses everything: without this line nobody would notice.
    log.warning("a callback was refused: %s", fault)
    abort(Response(status=status))


def _address() -> str:
    """As it stood in the request line, letter by letter: that is what was signed."""
    raw = str(request.environ.get("REQUEST_URI", ""))
    return raw if raw.startswith("/") else "/"
