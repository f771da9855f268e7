"""create_app: puts the parts together. Nothing happens before it is called."""

import gc
from collections.abc import Mapping
from typing import Any

from flask import Flask, request
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from config import Settings
from tutor import cli, demo, web
from tutor.database import db, prepare
from tutor.errors import described

# What is loaded by now stays: a search for garbage passes it by, also when the process ends (0.2 s).
gc.freeze()


class QuietFlask(Flask):
    """Its log names the page and the place in our code: a traceback's last line carries names and numbers."""

    def log_exception(self, exc_info: Any) -> None:
        self.logger.error("%s failed: %s", request.endpoint, described(exc_info[1]))


def create_app(settings: Settings, overrides: Mapping[str, Any] | None = None) -> Flask:
    """`overrides` are Flask configuration values for tests."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = QuietFlask("tutor", static_folder="web/static", template_folder="web/templates")
    app.config.from_mapping(flask_values(settings), **(overrides or {}))
    app.extensions["settings"] = settings
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    web.init_app(app)
    app.register_error_handler(IntegrityError, web.conflict)
    app.register_error_handler(StaleDataError, web.conflict)
    app.register_error_handler(DBAPIError, web.unstorable)
    cli.init_app(app)
    if settings.demo:
        demo.init_app(app)
    return app


def flask_values(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # Without this the text of a database error carries what somebody typed.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "tutor",
        "PERMANENT_SESSION_LIFETIME": 60 * 60 * 24 * 30,
        # The token lives as long as the session: a form may lie open beside a long telephone call.
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 2_000_000,
        "MAX_FORM_MEMORY_SIZE": 500_000,
        "BABEL_DEFAULT_LOCALE": "ja",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Tokyo",
    }
