"""What is named by its hash never changes: fetched once, it is asked for no more."""

from flask import make_response
from werkzeug.wrappers import Response

# Not in caches that many share: the answer may carry a cookie.
KEEP = "private, max-age=31536000, immutable"


def by_its_hash(data: bytes, media_type: str, content_hash: str) -> Response:
    response = make_response(data)
    response.content_type = media_type
    response.headers["Cache-Control"] = KEEP
    response.set_etag(content_hash)
    return response
