"""Each folder of pages is one role's own; every other role is sent away before a page looks for anything."""

import pytest

from tests import make
from tests.scene import browsers
from tutor.actor import Role
from tutor.database import db
from tutor.web.guards import rule_of

# The guard answers before any page asks the database.
pytestmark = pytest.mark.one_database
OWN = {
    "coordinator": Role.COORDINATOR,
    "papers": Role.COORDINATOR,
    "reception": Role.RECEPTION,
    "officers": Role.OFFICER,
    "tutors": Role.TUTOR,
    "learners": Role.LEARNER,
}


def closed_rules(app):
    with app.app_context():
        return [rule for rule in app.url_map.iter_rules() if not rule_of(rule.endpoint).is_open]


def test_each_folder_of_pages_is_for_one_role(app):
    with app.app_context():
        held = {rule.endpoint: rule_of(rule.endpoint).roles for rule in closed_rules(app)}

    assert held == {endpoint: {OWN[endpoint.split(".")[0]]} for endpoint in held}


@pytest.fixture
def inside(app, client):
    """Somebody of each role, all in one city."""
    with app.app_context():
        code5 = make.municipality().code5
        db.session.commit()
    return {role: browser for role, browser in browsers(app, code5).items() if role != "nobody"}


def test_nobody_enters_another_roles_pages(app, inside):
    for rule in closed_rules(app):
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<{name}>", "ABCDEFGH")
        method = "POST" if "POST" in rule.methods else "GET"
        for role, browser in inside.items():
            if role != OWN[rule.endpoint.split(".")[0]].value:
                assert browser.open(path, method=method).status_code == 403, (role, rule.rule)
