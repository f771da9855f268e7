"""Every way in which a request goes wrong ends in a page that says what to do."""

import logging

from flask import Flask, Response, make_response, render_template
from flask_babel import gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from tutor.database import db
from tutor.errors import NotFound, Refused, described
from tutor.web.saying import say

log = logging.getLogger("tutor.web")

SENTENCES = {
    403: lazy_gettext("このページは、あなたの係では開けません。"),
    404: lazy_gettext("お探しのページは見つかりません。番号をもう一度お確かめください。"),
    405: lazy_gettext("このページは、この開き方では使えません。前のページにもどってください。"),
    413: lazy_gettext("送られたものが大きすぎます。小さくしてから、もう一度お送りください。"),
    429: lazy_gettext("何度もためされたので、少しの間お休みします。15分ほどたってから、もう一度どうぞ。"),
}

UNREADABLE = lazy_gettext(
    "送られた内容が読み取れませんでした。前のページにもどって、もう一度お試しください。"
)


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(HTTPException, http_error)


def page(sentence: str, status: int) -> Response:
    # Nothing of a refused request may be kept, and a broken transaction could not read the page's own needs.
    db.session.rollback()
    return make_response(render_template("wrong.html", sentence=sentence, status=status), status)


def refused(why: Refused) -> Response:
    status = 404 if isinstance(why, NotFound) else 409
    return page(say(why), status)


def stale_form(_why: CSRFError) -> Response:
    return page(
        gettext(
            "時間がたったので、この画面からは送れませんでした。画面を開き直して、もう一度送ってください。"
        ),
        400,
    )


def http_error(why: HTTPException) -> Response:
    if why.response is not None or (why.code or 500) < 400:
        return make_response(why.get_response())
    status = why.code or 500
    return page(str(SENTENCES.get(status, UNREADABLE)), status)


def conflict(_why: Exception) -> Response:
    """Two people wrote at once, and the database refused the second."""
    return page(
        gettext("ほかの人が同時に同じところを変えました。画面を開き直して、今の内容をお確かめください。"), 409
    )


def unstorable(why: Exception) -> Response:
    """A value that no column can hold; a broken database stays a 503."""
    broken = type(why).__name__ not in {"DataError", "DBAPIError", "ProgrammingError", "InterfaceError"}
    if broken:
        log.error("the database failed: %s", described(why))
        return page(
            gettext("ただいま記録ができません。少し待って、もう一度お試しください。何も失われていません。"),
            503,
        )
    return page(
        gettext("入れられた値を記録できません。長すぎるところや、ふつうでない文字がないかお確かめください。"),
        400,
    )
