"""Pictures of the course content, named by their hash: nothing in them is about anybody."""

from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response

from tutor.curriculum import queries
from tutor.web.guards import open_to_all

pages = Blueprint("content", __name__)
# An SVG opened by itself is a document: it may draw, and nothing else.
POLICY = "default-src 'none'; sandbox"
# Not in caches that many share: the answer may carry a cookie.
KEEP = "private, max-age=31536000, immutable"


@pages.get("/content/<name>")
@open_to_all("pictures of units, which anybody may see; a unit is opened without an account")
def file(name: str) -> Response:
    found = queries.file(name)
    response = make_response(found.bytes)
    response.content_type = found.media_type
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = KEEP
    response.set_etag(found.hash)
    return response.make_conditional(request)
