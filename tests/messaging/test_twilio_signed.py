"""What of a callback is believed."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from tests.messaging.signing import ACCOUNT, PUBLIC_URL, TOKEN, of_status, signature
from tests.web.callbacks.ringing import ended, picked_up, pressed
from tests.web.callbacks.writing import written
from tutor.messaging.gateways.twilio_called import OF_CALL, OF_KEY, OF_WHO_ANSWERED
from tutor.messaging.gateways.twilio_signed import OF_STATUS, OF_TEXT, Callback, Fields

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


REAL = {
    "status": (OF_STATUS, FIELDS),
    "text": (OF_TEXT, written("やめる Do it")),
    "call": (OF_CALL, ended("failed", AnsweredBy="human", ErrorMessage="Fail")),
    "who answered": (OF_WHO_ANSWERED, picked_up("machine_start")),
    "key": (OF_KEY, pressed("1")),
}


@pytest.mark.parametrize(("kind", "real"), REAL.values(), ids=REAL)
def test_no_letter_can_be_moved_between_a_name_and_its_value(kind: Fields, real: dict[str, str]) -> None:
    """All that a signature does not see: each cut of each field, and any hidden in the one before them."""
    assert kind.fault([*real.items()]) == ""
    forged = [one for one in (*cut(real), *hidden(real)) if signature(URL, one) == signature(URL, real)]
    assert len(forged) > 20
    assert [one for one in forged if not kind.fault([*one.items()])] == []


def cut(real: dict[str, str]) -> Iterator[dict[str, str]]:
    for name, value in real.items():
        joined, rest = name + value, {one: real[one] for one in real if one != name}
        for at in range(len(joined)):
            if at != len(name) and joined[:at] not in rest:
                yield {**rest, joined[:at]: joined[at:]}


def hidden(real: dict[str, str]) -> Iterator[dict[str, str]]:
    names = sorted(real)
    for first, last in combinations(range(len(names)), 2):
        gone = names[first + 1 : last + 1]
        swallowed = real[names[first]] + "".join(name + real[name] for name in gone)
        yield {name: real[name] for name in names if name not in gone} | {names[first]: swallowed}


def test_a_place_that_begins_as_a_field_is_called_is_no_fault() -> None:
    given = {**picked_up("human"), "CalledCity": "Tokyo", "CallerCity": "From 2"}
    assert OF_WHO_ANSWERED.fault([*given.items()]) == ""


@pytest.mark.parametrize("name", sorted(OF_STATUS.needed))
def test_each_field_that_we_need_must_be_there(name: str) -> None:
    fewer = {one: value for one, value in FIELDS.items() if one != name}
    assert fault(fewer) == "a field is missing"
