"""The page of the telephones."""

import pytest
from twilio.request_validator import RequestValidator

from config import FAKE_TOKEN
from tests.fake_twilio.conftest import gateway
from tests.fake_twilio.test_api import going
from tutor.fake_twilio.serving import fake_app

pytestmark = pytest.mark.one_database


def test_empty_page_says_so(network):
    assert "まだ何も届いていません。" in fake_app(network).test_client().get("/").text


def test_texts_stand_on_the_telephone_of_their_number(address, network):
    gateway(address).send(going(body="あしたレッスンです。"))
    gateway(address).send(going("+818011112222", "きょうです。"))

    page = fake_app(network).test_client().get("/").text

    assert page.index("080-1111-2222") < page.index("きょうです。") < page.index("090-1234-5678")
    assert "あしたレッスンです。" in page


def test_answer_is_posted_signed_to_the_house_and_shown(address, network, ear):
    network.inbound = f"{ear.address}/callbacks/twilio/inbound"
    page = fake_app(network).test_client()

    answered = page.post("/answer", data={"number": "+819012345678", "body": "２"})

    assert (answered.status_code, answered.location) == (303, "/")
    path, headers, fields = ear.next()
    assert (fields["From"], fields["To"], fields["Body"]) == ("+819012345678", network.sender, "２")
    assert RequestValidator(FAKE_TOKEN).validate(ear.address + path, fields, headers["X-Twilio-Signature"])
    assert "返事</p>" in page.get("/").text


def test_without_an_address_of_the_house_an_answer_is_only_shown(network):
    page = fake_app(network).test_client()
    page.post("/answer", data={"number": "+819012345678", "body": "はい"})
    assert "はい" in page.get("/").text
