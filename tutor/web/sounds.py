"""Audio of units, named by its hash."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from tutor.speech import queries
from tutor.web.guards import open_to_all
from tutor.web.immutable import by_its_hash

pages = Blueprint("sounds", __name__)


@pages.get("/sounds/<name>")
@open_to_all("what is heard of units, which anybody may read; a unit is opened without an account")
def file(name: str) -> Response:
    found = queries.audio(name)
    response = by_its_hash(found.bytes, found.media_type, found.hash)
    # Players of iPhones ask for the first two bytes before all others.
    return response.make_conditional(request, accept_ranges=True, complete_length=len(found.bytes))
