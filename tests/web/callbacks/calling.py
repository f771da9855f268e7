"""Call back as Twilio does."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.messaging.signing import PUBLIC_URL, signature


def call_back(client: FlaskClient, address: str, fields: dict[str, str], **headers: str) -> TestResponse:
    signed = {"X-Twilio-Signature": signature(PUBLIC_URL + address, fields), **headers}
    return client.post(address, data=fields, headers=signed)
