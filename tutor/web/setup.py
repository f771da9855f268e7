"""What every request goes through: who asks, may they, in which language, under which headers."""

import secrets

from flask import Flask, Response, g, request
from flask_wtf import CSRFProtect

from tutor import paper
from tutor.database import begin_reading, db
from tutor.web import (
    callbacks,
    coordinator,
    errors,
    families,
    guards,
    language,
    learners,
    officers,
    papers,
    pictures,
    reception,
    sign_in,
    sounds,
    start,
    study,
    tutors,
    words,
)

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {within}; frame-src {holds}"
)

PARTS = (
    start,
    families,
    coordinator,
    papers,
    tutors,
    learners,
    reception,
    officers,
    study,
    pictures,
    sounds,
    callbacks,
)


def init_app(app: Flask) -> None:
    app.before_request(guards.allow_files)
    # Who calls back signs what it says; it has no form of ours.
    CSRFProtect(app).exempt(callbacks.pages)
    language.init_app(app)
    errors.init_app(app)
    app.before_request(choose_transaction)
    sign_in.init_app(app)
    app.before_request(guards.check)
    app.after_request(add_headers)
    app.teardown_request(lambda _why: begin_reading(False))
    words.init_app(app)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.jinja_env.globals["pdf_is_on"] = paper.is_on
    for part in PARTS:
        app.register_blueprint(part.pages)
    guards.open_to_all("style sheets and scripts")(app.view_functions["static"])


def compile_pages(app: Flask) -> None:
    """Before the door opens: the first to ask for a page would wait for that, a quarter of a second."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def choose_transaction() -> None:
    begin_reading(request.method in {"GET", "HEAD", "OPTIONS"})
    # Whatever an error handler left open must not reach into this request.
    db.session.rollback()


def csp_nonce() -> str:
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def policy() -> str:
    framing = guards.framing_of(request.endpoint)
    within, holds = ("'self'" if framing == kind else "'none'" for kind in ("framed", "frames"))
    return POLICY.format(nonce=csp_nonce(), within=within, holds=holds)


def add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy())
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint != "static" and not response.cache_control.private:
        # A borrowed or shared telephone must not keep a senior's page.
        headers["Cache-Control"] = "no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
