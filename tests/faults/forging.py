"""Callbacks that nobody at Twilio sent, or that came to us changed. Each is a change of a real one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from urllib.parse import parse_qsl, urlencode

from tests.messaging.signing import PUBLIC_URL, of_status, signature
from tests.web.callbacks.ringing import ended, picked_up, pressed
from tests.web.callbacks.writing import written

FORM = "application/x-www-form-urlencoded"
NOISE = "abcXYZ0189+/= あ😊%&?#\r\n\t"


@dataclass(frozen=True)
class Sent:
    path: str
    pairs: list[tuple[str, str]]
    signed: str
    method: str = "POST"
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        return dict(self.pairs)

    def with_fields(self, fields: dict[str, str]) -> "Sent":
        return replace(self, pairs=list(fields.items()))

    def resigned(self, base: str = PUBLIC_URL, **how: str) -> "Sent":
        return replace(self, signed=signature(base + self.path, self.fields, **how))

    def written(self) -> tuple[str, str, bytes, dict[str, str]]:
        body = urlencode(self.pairs).encode() if self.body is None else self.body
        headers = {"Content-Type": FORM, "X-Twilio-Signature": self.signed, **self.headers}
        return self.method, self.path, body, headers


@dataclass(frozen=True)
class Uids:
    """Of a text and of a call, both just handed over."""

    text: str
    call: str


def real_ones(uids: Uids, chance: Random) -> list[Sent]:
    """One of each of our pages."""
    status = of_status(chance.choice(["sent", "delivered", "failed"]), ErrorCode="30003", ErrorMessage="Fail")
    end = ended(chance.choice(["busy", "no-answer", "completed", "failed"]), AnsweredBy="human")
    pages = {
        f"/callbacks/twilio/sms?uid={uids.text}": status,
        "/callbacks/twilio/inbound": written("やめる Do it"),
        f"/callbacks/twilio/call?uid={uids.call}": end,
        f"/callbacks/twilio/answered?uid={uids.call}": picked_up("machine_start"),
        f"/callbacks/twilio/key?uid={uids.call}&turn=2": pressed(chance.choice(["1", "2", "9", ""])),
    }
    return [Sent(address, list(fields.items()), "").resigned() for address, fields in pages.items()]


def one_letter(text: str, chance: Random) -> str:
    """Another text, by one letter changed, added or left out."""
    at = chance.randrange(len(text) + 1)
    new = text[:at] + chance.choice(NOISE) + text[at + chance.choice([0, 1]) :]
    return new if new != text else text + "x"


def _value(sent: Sent, chance: Random) -> Sent:
    name = chance.choice([*sent.fields])
    return sent.with_fields({**sent.fields, name: one_letter(sent.fields[name], chance)})


def _name(sent: Sent, chance: Random) -> Sent:
    fields = sent.fields
    name = chance.choice([*fields])
    value = fields.pop(name)
    return sent.with_fields({**fields, one_letter(name, chance): value})


def _left_out(sent: Sent, chance: Random) -> Sent:
    gone = chance.choice([*sent.fields])
    return sent.with_fields({name: value for name, value in sent.fields.items() if name != gone})


def _twice(sent: Sent, chance: Random) -> Sent:
    """The signature holds: Twilio's own check takes equal values for one."""
    return replace(sent, pairs=[*sent.pairs, chance.choice(sent.pairs)])


def _moved(sent: Sent, chance: Random) -> Sent:
    """The signature holds: name and value are signed joined."""
    fields = sent.fields
    name = chance.choice([*fields])
    value = fields.pop(name)
    cuts = [at for at in range(1, len(name + value) + 1) if at != len(name)]
    at, joined = chance.choice(cuts), name + value
    return sent.with_fields({**fields, joined[:at]: joined[at:]})


def _hidden(sent: Sent, chance: Random) -> Sent:
    """The signature holds: a field stands in the value of the one before it."""
    fields, names = sent.fields, sorted(sent.fields)
    at = chance.randrange(len(names) - 1)
    first, second = names[at : at + 2]
    fields[first] += second + fields.pop(second)
    return sent.with_fields(fields)


def _bytes(sent: Sent, chance: Random) -> Sent:
    """Some of them: written otherwise, the same letters are the same callback."""
    body = bytearray(sent.written()[2])
    while parse_qsl(body.decode(errors="replace"), keep_blank_values=True) == sent.pairs:
        for _ in range(chance.randrange(1, 9)):
            body[chance.randrange(len(body))] = chance.randrange(256)
    return replace(sent, body=bytes(body))


def _json(sent: Sent, chance: Random) -> Sent:
    return replace(sent, body=json.dumps(sent.fields).encode(), headers={"Content-Type": "application/json"})


def _signature(sent: Sent, chance: Random) -> Sent:
    letters = list(sent.signed)
    letters[chance.randrange(len(letters))] = chance.choice("-_!.")
    return replace(sent, signed="".join(letters))


def _elsewhere(sent: Sent, chance: Random) -> Sent:
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    return replace(sent.resigned("https://evil.example"), headers=headers)


def _account(sent: Sent, chance: Random) -> Sent:
    return sent.with_fields({**sent.fields, "AccountSid": "AC" + "f" * 32}).resigned()


def _message(sent: Sent, chance: Random) -> Sent:
    """Whose it is stands in the address. What somebody wrote is nobody's, and goes to another page."""
    path, _, asked = sent.path.partition("?")
    page = path if asked else path.replace("inbound", "sms")
    return replace(sent, path=f"{page}?uid=0123456789ABCDEF").resigned()


def _query(sent: Sent, chance: Random) -> Sent:
    return replace(sent, path=f"{sent.path}{chance.choice('?&')}x={chance.random()}")


def _no_sid(sent: Sent, chance: Random) -> Sent:
    name = "CallSid" if "CallSid" in sent.fields else "MessageSid"
    return sent.with_fields({**sent.fields, name: sent.fields[name][:-1]}).resigned()


HOW: dict[str, Callable[[Sent, Random], Sent]] = {
    "unsigned": lambda sent, _: replace(sent, signed=""),
    "another signature": lambda sent, chance: replace(sent, signed=chance.randbytes(20).hex()),
    "a letter of the signature": _signature,
    "another token": lambda sent, _: sent.resigned(token="guessed"),
    "an empty token": lambda sent, _: sent.resigned(token=""),
    "signed for another host": _elsewhere,
    "a value": _value,
    "a name": _name,
    "a field left out": _left_out,
    "a field twice": _twice,
    "letters moved": _moved,
    "a field hidden": _hidden,
    "bytes": _bytes,
    "json": _json,
    "another account": _account,
    "another message": _message,
    "another query": _query,
    "a name for it that is none": _no_sid,
    "another method": lambda sent, chance: replace(sent, method=chance.choice(["GET", "PUT", "DELETE"])),
    "cut off": lambda sent, chance: replace(sent, body=sent.written()[2][: chance.randrange(20)]),
}
