"""The stand-in as a programme of its own."""

from flask import Flask
from flask_babel import gettext

from tutor import phone
from tutor.fake_twilio import api, api_calls
from tutor.fake_twilio.network import Network
from tutor.fake_twilio.telephones import pages
from tutor.local_time import clock_time
from tutor.web import dates, language


def fake_app(network: Network) -> Flask:
    app = Flask("tutor", static_folder="fake_twilio/static", template_folder="fake_twilio/templates")
    app.config["BABEL_DEFAULT_LOCALE"] = "ja"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Tokyo"
    app.extensions["network"] = network
    language.init_app(app)
    filters = {
        "clock_time": clock_time,
        "short_date": dates.short_date,
        "telephone": phone.shown,
        "state": state,
    }
    app.jinja_env.filters.update(filters)
    for part in (api.api, api_calls.api, pages):
        app.register_blueprint(part)
    return app


def state(status: str) -> str:
    words = {
        "queued": gettext("送っています"),
        "sent": gettext("送りました"),
        "delivered": gettext("届きました"),
        "received": gettext("返事"),
        "ringing": gettext("鳴っています"),
        "in-progress": gettext("話しています"),
        "completed": gettext("終わりました"),
        "busy": gettext("話し中でした"),
        "no-answer": gettext("出ませんでした"),
    }
    return words.get(status) or str(gettext("届きませんでした"))
