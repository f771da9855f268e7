"""What people write to us, told by Twilio."""

import pytest
from sqlalchemy import select

from tests import make
from tests.messaging.telling import all_messages
from tests.web.callbacks.calling import call_back
from tests.web.callbacks.writing import written
from tutor.database import db
from tutor.messaging.models import Inbound, Meaning

pytestmark = pytest.mark.usefixtures("with_account")

ADDRESS = "/callbacks/twilio/inbound"


def answers(app) -> list[tuple[str | None, Meaning]]:
    with app.app_context():
        return [(one.text, one.meaning) for one in db.session.scalars(select(Inbound))]


def test_an_answer_is_kept_and_nothing_is_said_in_the_request(app, client) -> None:
    answer = call_back(client, ADDRESS, written("行けません。\nFrom 千葉"))
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "<Response/>", "text/xml")
    assert answers(app) == [("行けません。\nFrom 千葉", Meaning.CANNOT_COME)]


def test_a_replay_changes_nothing(app, client) -> None:
    for _ in range(3):
        assert call_back(client, ADDRESS, written("あの")).status_code == 200
    assert len(answers(app)) == 1
    with app.app_context():
        assert len(all_messages()) == 1


@pytest.mark.parametrize("text", ["", "x" * 5000, "は\0い", "𠮷😊", "Yes Do not"])
def test_whatever_is_written_is_kept(app, client, text: str) -> None:
    assert call_back(client, ADDRESS, written(text)).status_code == 200
    assert len(answers(app)) == 1


def test_words_cannot_be_cut_off_and_hidden_in_a_field_of_their_own(app, client) -> None:
    """ "Yes Do not" with "Do" as a name keeps its signature."""
    whole = written("Yes Do not")
    cut = {**whole, "Body": "Yes ", "Do": " not"}
    assert call_back(client, ADDRESS, cut).status_code == 403
    assert answers(app) == []


def test_what_twilio_understood_as_a_stop_closes_the_number(app, client) -> None:
    with app.app_context():
        point = make.person("090-1234-5678").contacts[0].contact_point
        db.session.commit()
        call_back(client, ADDRESS, written("stop", OptOutType="STOP"))
        db.session.refresh(point)
        assert point.provider_stopped_at
