"""Audio of units, named by its hash."""

from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response

from tutor.speech import queries
from tutor.web.guards import open_to_all
from tutor.web.pictures import KEEP

pages = Blueprint("sounds", __name__)


@pages.get("/sounds/<name>")
@open_to_all("what is heard of units, which anybody may read; a unit is opened without an account")
def file(name: str) -> Response:
    found = queries.audio(name)
    response = make_response(found.bytes)
    response.content_type = found.media_type
    response.headers["Cache-Control"] = KEEP
    response.set_etag(found.hash)
    # Players of iPhones ask for the first two bytes before all others.
    return response.make_conditional(request, accept_ranges=True, complete_length=len(found.bytes))
