from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.messaging.signing import ACCOUNT, PUBLIC_URL, TOKEN


@pytest.fixture
def with_account(app: Flask) -> Iterator[None]:
    """A house that sends for real."""
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(
        before,
        public_url=PUBLIC_URL,
        twilio_account=ACCOUNT,
        twilio_token=TOKEN,
        twilio_sender="+15005550006",
    )
    yield
    app.extensions["settings"] = before
