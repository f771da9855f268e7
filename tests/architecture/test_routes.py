"""Every address says who may use it."""

from flask import Flask

from tutor.web import guards
from tutor.web.guards import rule_of


def endpoints(app: Flask) -> list[str]:
    return sorted({rule.endpoint for rule in app.url_map.iter_rules()})


def test_every_route_has_an_access_rule(app):
    with app.app_context():
        without = [endpoint for endpoint in endpoints(app) if rule_of(endpoint) is None]

    assert without == []


def test_route_without_a_rule_is_closed_to_everybody():
    bare = Flask("bare")
    bare.add_url_rule("/forgotten", view_func=lambda: "open", endpoint="forgotten")
    bare.before_request(guards.check)

    assert bare.test_client().get("/forgotten").status_code == 403
