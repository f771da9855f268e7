"""Ways in for tests: as staff, as a tutor, with a card."""

from flask.testing import FlaskClient

from tests import make
from tutor.access import actions
from tutor.actor import Role
from tutor.database import db
from tutor.office.models import Municipality
from tutor.people.models import Learner, Person

PASSWORD = "うめのはなさく十分長い"


def as_person(client: FlaskClient, person: Person) -> Person:
    """Inside an application context; commits what the test has made so far."""
    actions.set_password(person, PASSWORD, by=make.actor(), now=make.NOW)
    code = person.code
    db.session.commit()
    answer = client.post("/enter", data={"number": code, "password": PASSWORD})
    assert answer.status_code == 303
    assert answer.location != "/enter", "the password was refused"
    return person


def as_staff(client: FlaskClient, role: Role, place: Municipality | None = None) -> Person:
    return as_person(client, make.granted(role, place))


def with_card(client: FlaskClient, learner: Learner) -> str:
    code = actions.issue_card(learner.person, by=make.actor(), now=make.NOW)
    db.session.commit()
    answer = client.get(f"/c/{code}")
    assert answer.location == "/me"
    return code
