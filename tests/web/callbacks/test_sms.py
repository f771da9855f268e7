"""What became of a text, told by Twilio."""

from dataclasses import replace

import pytest

from tests import make
from tests.messaging.signing import PUBLIC_URL, of_status, signature
from tests.messaging.telling import all_messages, tell
from tests.web.callbacks.calling import call_back
from tutor.app import create_app
from tutor.database import db
from tutor.jobs.owner import here
from tutor.messaging import outbox, queries
from tutor.messaging.models import Channel, MessageState

pytestmark = pytest.mark.usefixtures("with_account")

S = MessageState


@pytest.fixture
def address(app, client) -> str:
    """Where Twilio tells of a text that was just handed over to it."""
    with app.app_context():
        [message] = tell(make.person("090-1234-5678"))
        outbox.claim_one(make.NOW, here())
        db.session.commit()
        return f"/callbacks/twilio/sms?uid={message.uid}"


def states(app) -> list[MessageState]:
    with app.app_context():
        return [one.state for one in all_messages()]


def test_a_delivered_text_is_delivered(app, client, address) -> None:
    assert call_back(client, address, of_status("delivered")).status_code == 204
    assert states(app) == [S.DELIVERED]


def test_a_replay_is_answered_as_the_first_time_and_changes_nothing(app, client, address) -> None:
    for _ in range(3):
        answer = call_back(client, address, of_status("failed", ErrorCode="30005"))
        assert (answer.status_code, answer.data) == (204, b"")
    assert states(app) == [S.FAILED, S.DUE]


@pytest.mark.parametrize(
    ("code", "purposes", "shut"),
    [
        ("30003", ["lesson_booked"], set()),
        ("30002", ["lane_stopped", "lesson_booked"], {Channel.SMS}),
    ],
)
def test_its_code_says_whether_it_goes_again_or_nothing_goes(
    app, client, address, code, purposes, shut
) -> None:
    call_back(client, address, of_status("undelivered", ErrorCode=code))
    with app.app_context():
        assert [one.purpose for one in all_messages()[1:]] == purposes
        assert queries.are_shut() == shut


def test_the_address_is_ours_by_setting_whatever_host_the_request_names(app, client, address) -> None:
    answer = call_back(client, address, of_status("delivered"), Host="evil.example")
    assert answer.status_code == 204


def test_what_was_signed_for_the_host_of_the_request_is_refused(app, client, address) -> None:
    fields = of_status("delivered")
    signed = {"X-Twilio-Signature": signature(f"http://localhost{address}", fields)}
    assert client.post(address, data=fields, headers=signed).status_code == 403
    assert states(app) == [S.SENDING]


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": ""}, {"X-Twilio-Signature": "\xff"}])
def test_unsigned_is_refused_and_the_log_says_so_without_what_was_sent(
    app, client, address, headers, caplog
) -> None:
    assert client.post(address, data=of_status("delivered"), headers=headers).status_code == 403
    assert caplog.messages == ["a callback was refused: the signature is wrong"]


def test_a_message_that_is_none_of_ours_is_not_there(client, address) -> None:
    other = "/callbacks/twilio/sms?uid=0123456789ABCDEF"
    assert call_back(client, other, of_status("delivered")).status_code == 404


def test_another_kind_of_body_is_not_read(app, client, address) -> None:
    fields = of_status("delivered")
    signed = {"X-Twilio-Signature": signature(PUBLIC_URL + address, fields)}
    answer = client.post(address, data=fields, headers=signed, content_type="multipart/form-data")
    assert (answer.status_code, states(app)) == (403, [S.SENDING])


def test_nobody_needs_a_form_of_ours(app, settings, address) -> None:
    """The tests' application asks no form for its key; a served one does."""
    served = create_app(replace(app.extensions["settings"]), {"TESTING": True})
    assert call_back(served.test_client(), address, of_status("delivered")).status_code == 204
    with served.app_context():
        db.engine.dispose()
