"""The fictional town and its clock; nothing else knows of them."""

from flask import Flask

from tutor.clock import now, use
from tutor.demo.clock import DemoClock
from tutor.demo.pages import demo_people, pages


def init_app(app: Flask) -> None:
    """For web and worker alike; only called in demo mode."""
    demo_clock = DemoClock(app.extensions["settings"].instance)
    app.extensions["demo_clock"] = demo_clock
    use(demo_clock)
    app.register_blueprint(pages)
    stand_in = app.extensions["settings"].fake_twilio
    app.context_processor(lambda: {"demo_now": now(), "demo_people": demo_people, "telephones": stand_in})
