"""What Twilio's codes mean when they come with the end of a text or a call."""

import pytest

from tutor.messaging.gateways.gateway import Failure, LaneRefused, NumberRefused, TryLater
from tutor.messaging.gateways.twilio_codes import OF_CALLS, OF_TEXTS, failure


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", NumberRefused("")),
        ("30005", NumberRefused("30005")),
        ("21610", NumberRefused("21610", stopped=True)),
        ("30002", LaneRefused("30002")),
        ("30007", LaneRefused("30007")),
        ("30003", TryLater("30003")),
        ("30008", TryLater("30008")),
        ("30001", TryLater("30001")),
        ("99999", NumberRefused("99999")),
    ],
)
def test_why_a_text_did_not_arrive(code: str, why: Failure) -> None:
    assert failure(code, OF_TEXTS) == why


@pytest.mark.parametrize(
    ("code", "why"),
    [("21215", LaneRefused("21215")), ("30002", NumberRefused("30002")), ("13224", NumberRefused("13224"))],
)
def test_why_a_call_was_impossible(code: str, why: Failure) -> None:
    assert failure(code, OF_CALLS) == why


@pytest.mark.parametrize("codes", [OF_TEXTS, OF_CALLS])
def test_no_code_stands_in_two_classes(codes) -> None:
    classes = (codes.number, codes.lane, codes.queue, codes.handset)
    assert len(frozenset().union(*classes)) == sum(len(one) for one in classes)
