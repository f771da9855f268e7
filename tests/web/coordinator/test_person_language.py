"""In which language somebody is written to is chosen on his or her page."""

from datetime import date

import pytest

from tests import make
from tests.messaging.telling import FIELDS, tell
from tests.web import enter
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.messaging.wording import load_wordings
from tutor.people.models import Person
from tutor.sentences import Said


@pytest.fixture
def code(app, client):
    with app.app_context():
        load_wordings(make.NOW)
        place = make.municipality()
        home = make.household(make.town(place))
        who = make.person("090-1111-2222", family_name="王", family_reading="おう", household=home)
        code = make.learner(place, person=who).person.code
        enter.as_staff(client, Role.COORDINATOR, place)
        return code


def choose(client, code, language):
    return client.post(f"/office/people/{code}/language", data={"language": language})


def test_chosen_language_is_kept_and_the_next_message_is_in_it(app, client, code):
    answer = choose(client, code, "ja-easy")

    assert (answer.status_code, answer.location) == (303, f"/office/people/{code}")
    assert 'value="ja-easy"\n      id="field-language-2" checked' in client.get(answer.location).get_data(
        as_text=True
    )
    with app.app_context():
        message = tell(db.session.query(Person).filter_by(code=code).one())[0]
        assert message.language == "ja-easy"
        assert "先生は" in message.body


def test_days_and_places_are_in_the_language_of_the_message(app, client, code):
    choose(client, code, "en")

    with app.app_context():
        who = db.session.query(Person).filter_by(code=code).one()
        fields = FIELDS | {"date": date(2026, 11, 25), "place": Said("ご自宅")}
        assert "Wed 25 Nov 10:00, your home" in tell(who, fields=fields)[0].body


def test_the_same_again_is_no_change(app, client, code):
    for _ in range(2):
        choose(client, code, "en")

    with app.app_context():
        assert db.session.query(Change).filter_by(verb="write_in").count() == 1


@pytest.mark.parametrize("language", ["", "fr", "JA"])
def test_language_that_we_do_not_write_is_refused(app, client, code, language):
    assert choose(client, code, language).status_code in {400, 409, 422}
    with app.app_context():
        assert db.session.query(Person).filter_by(code=code).one().language == "ja"
