"""What of a callback is believed."""

from itertools import pairwise

import pytest

from tests.messaging.signing import ACCOUNT, PUBLIC_URL, TOKEN, of_status, signature
from tutor.messaging.gateways.twilio_signed import OF_STATUS, Callback

URL = f"{PUBLIC_URL}/callbacks/twilio/sms?uid=0123456789ABCDEF"
FIELDS = of_status("failed", ErrorCode="30003", ErrorMessage="Unreachable: Fail, from here")


def fault(given, *, url=URL, signed=None, token=TOKEN, account=ACCOUNT) -> str:
    pairs = list(given.items()) if isinstance(given, dict) else given
    made = signature(URL, dict(pairs)) if signed is None else signed
    return Callback(url, pairs, made).fault(OF_STATUS, account=account, token=token)


def test_what_twilio_signed_is_believed() -> None:
    assert fault(FIELDS) == ""


def test_a_field_that_twilio_adds_one_day_is_no_fault() -> None:
    assert fault({**FIELDS, "Weather": "fine"}) == ""


@pytest.mark.parametrize("signed", ["", "x", "あ", "0" * 28, signature(URL, FIELDS, "another token")])
def test_without_its_signature_it_is_not(signed: str) -> None:
    assert fault(FIELDS, signed=signed) == "the signature is wrong"


def test_signed_for_another_address_it_is_not() -> None:
    assert fault(FIELDS, url=URL + "x") == "the signature is wrong"
    assert fault(FIELDS, url=URL.replace("tutor.", "evil.")) == "the signature is wrong"


@pytest.mark.parametrize("values", [{"token": ""}, {"account": ""}], ids=str)
def test_without_an_account_of_ours_nothing_is_believed(values: dict) -> None:
    """Whoever knows that the token is empty could sign."""
    signed = signature(URL, FIELDS, values.get("token", TOKEN))
    assert fault(FIELDS, signed=signed, **values) == "we have no account"


def test_of_another_account_it_is_not() -> None:
    assert fault({**FIELDS, "AccountSid": "AC" + "b" * 32}) == "another account"


def test_a_field_written_twice_keeps_the_signature_and_is_refused() -> None:
    twice = [*FIELDS.items(), ("MessageStatus", "failed")]
    assert fault(twice, signed=signature(URL, FIELDS)) == "a field stands twice"


def test_no_letter_can_be_moved_between_a_name_and_its_value() -> None:
    """All that a signature does not see: each cut of each field, each field hidden in the one before."""
    signed, passed = signature(URL, FIELDS), []
    for name, value in FIELDS.items():
        joined = name + value
        for cut in range(len(joined)):
            if cut != len(name):
                moved = {**FIELDS, joined[:cut]: joined[cut:]}
                del moved[name]
                passed += [moved] if not fault(moved, signed=signed) else []
    names = sorted(FIELDS)
    for first, second in pairwise(names):
        hidden = {**FIELDS, first: FIELDS[first] + second + FIELDS[second]}
        del hidden[second]
        passed += [hidden] if not fault(hidden, signed=signed) else []
    assert passed == []


@pytest.mark.parametrize("name", sorted(OF_STATUS.needed))
def test_each_field_that_we_need_must_be_there(name: str) -> None:
    fewer = {one: value for one, value in FIELDS.items() if one != name}
    assert fault(fewer) == "a field is missing"
