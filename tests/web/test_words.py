"""Each kind of a thing has its word: one without would break the page that shows it."""

import pytest

from tutor.messaging.models import Channel, MessageState
from tutor.people.models import PhoneKind
from tutor.visit_requests.models import Origin
from tutor.visit_requests.rules import Missing
from tutor.web.words import CHANNELS, MESSAGE_STATES, MISSING, ORIGINS, PHONE_KINDS


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (CHANNELS, Channel),
        (MESSAGE_STATES, MessageState),
        (MISSING, Missing),
        (ORIGINS, Origin),
        (PHONE_KINDS, PhoneKind),
    ],
)
def test_no_kind_is_without_its_word(words, kinds):
    assert set(words) == set(kinds)
