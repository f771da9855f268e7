"""Pictures of the course content, named by their hash: nothing in them is about anybody."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from tutor.curriculum import queries
from tutor.web.guards import open_to_all
from tutor.web.immutable import by_its_hash

pages = Blueprint("content", __name__)
# An SVG opened by itself is a document: it may draw, and nothing else.
POLICY = "default-src 'none'; sandbox"


@pages.get("/content/<name>")
@open_to_all("pictures of units, which anybody may see; a unit is opened without an account")
def file(name: str) -> Response:
    found = queries.file(name)
    response = by_its_hash(found.bytes, found.media_type, found.hash)
    response.headers["Content-Security-Policy"] = POLICY
    return response.make_conditional(request)
