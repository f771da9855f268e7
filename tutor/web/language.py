"""In which language a page speaks: Japanese, unless this browser was told otherwise.

Not what the browser asks for: an office's machine may be set up in English, and nobody there reads it.
"""

from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale

LANGUAGES = {"ja": "日本語", "en": "English"}
READ = {"ja": "日本語", "ja-easy": "やさしい日本語", "en": "English"}
"""What units may be read in; the words around やさしい日本語 are Japanese."""
COOKIE = "language"


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=chosen)
    app.jinja_env.globals["languages"] = LANGUAGES
    app.jinja_env.globals["language"] = current
    app.jinja_env.globals["read_in"] = READ


def chosen() -> str:
    """Papers are drawn outside a request, and for a Japanese wall."""
    wanted = request.cookies.get(COOKIE, "") if has_request_context() else ""
    return wanted if wanted in LANGUAGES else "ja"


def current() -> str:
    locale = get_locale()
    return locale.language if locale and locale.language in LANGUAGES else "ja"


def wanted(otherwise: str = "ja") -> str:
    """What somebody reads units in: as this browser was told, else as we know of the person."""
    told = request.cookies.get(COOKIE, "")
    return next((one for one in (told, otherwise) if one in READ), "ja")


def page_language(of_person: str) -> str:
    """Of somebody's own language, the one that pages speak: やさしい日本語 reads Japanese ones."""
    return of_person if of_person in LANGUAGES else "ja"
