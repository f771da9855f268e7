"""Calls the stand-in has taken, and who picks up."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import Any

from tutor.fake_twilio.numbers import MAGIC
from tutor.fake_twilio.shown import moment
from tutor.fake_twilio.store import VERSION

OVER = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})


@dataclass(frozen=True)
class Call:
    sid: str
    to: str
    sender: str
    created: datetime
    updated: datetime
    twiml: str
    status: str = "queued"
    callback: str = ""
    events: tuple[str, ...] = ("completed",)
    amd_callback: str = ""
    answered_by: str | None = None
    heard: tuple[str, ...] = ()
    key_to: str = ""
    """Where the next key is posted; empty while none is waited for."""
    started: datetime | None = None
    ended: datetime | None = None

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def seconds(self) -> int:
        return int((self.ended - self.started).total_seconds()) if self.ended and self.started else 0


@dataclass(frozen=True)
class Reaction:
    """What a telephone does by itself; without any, it rings until somebody does something on the page."""

    ends: str = ""
    machine: bool = False
    key: str = ""


REACTIONS = {
    "0011": Reaction(ends="busy"),
    "0012": Reaction(ends="no-answer"),
    "0013": Reaction(machine=True),
    "0021": Reaction(key="1"),
    "0022": Reaction(key="2"),
}


def reaction_of(number: str) -> Reaction | None:
    return REACTIONS.get(number.removeprefix(MAGIC)) if number.startswith(MAGIC) else None


@dataclass
class Calls:
    _calls: dict[str, Call] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, call: Call) -> Call:
        with self._lock:
            self._calls[call.sid] = call
        return call

    def find(self, sid: str) -> Call | None:
        return self._calls.get(sid)

    def latest_first(self, *, to: str = "") -> Sequence[Call]:
        with self._lock:
            calls = list(self._calls.values())
        return [one for one in reversed(calls) if to in {"", one.to}]

    def remove(self, sid: str) -> bool:
        with self._lock:
            return self._calls.pop(sid, None) is not None

    def change(self, sid: str, **values: Any) -> Call | None:
        """None: it is over, or was never there."""
        with self._lock:
            call = self._calls.get(sid)
            if call is None or call.is_over:
                return None
            call = self._calls[sid] = replace(call, **values)
        return call


def call_json(call: Call, account: str) -> dict[str, Any]:
    uri = f"/{VERSION}/Accounts/{account}/Calls/{call.sid}"
    return {
        "account_sid": account,
        "answered_by": call.answered_by,
        "api_version": VERSION,
        "caller_name": None,
        "date_created": moment(call.created),
        "date_updated": moment(call.updated),
        "direction": "outbound-api",
        "duration": str(call.seconds) if call.is_over else None,
        "end_time": moment(call.ended),
        "forwarded_from": None,
        "from": call.sender,
        "from_formatted": call.sender,
        "group_sid": None,
        "parent_call_sid": None,
        "phone_number_sid": None,
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "sid": call.sid,
        "start_time": moment(call.started),
        "status": call.status,
        "subresource_uris": {"events": f"{uri}/Events.json"},
        "to": call.to,
        "to_formatted": call.to,
        "trunk_sid": None,
        "uri": f"{uri}.json",
    }
