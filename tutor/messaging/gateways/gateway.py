"""What every way of sending promises. Another provider is one more file beside this one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tutor.messaging.voice_rules import Call


@dataclass(frozen=True)
class Outgoing:
    """`uid` is ours and stays the same for every try; `attempt_at` was committed before this try."""

    uid: str
    to: str
    body: str
    attempt_at: datetime
    not_after: datetime
    language: str = "ja"
    purpose: str = ""


@dataclass(frozen=True)
class Accepted:
    sid: str


@dataclass(frozen=True)
class NumberRefused:
    """This number is not to be reached this way. Nothing was sent. `stopped`: its owner wants it so."""

    code: str
    stopped: bool = False


@dataclass(frozen=True)
class LaneRefused:
    """We are set up wrongly or are shut out: the next message would fare no better. Nothing was sent."""

    code: str


@dataclass(frozen=True)
class TryLater:
    """Too many at once, or a telephone that is off: another try may do better. Nothing was sent."""

    code: str


@dataclass(frozen=True)
class Unknown:
    """It may have been sent, or not. Never send again before `find` has said that it was not."""

    code: str


@dataclass(frozen=True)
class Found:
    """Messages at the provider that may be this one; those we know as other messages are not it."""

    sids: tuple[str, ...]


@dataclass(frozen=True)
class Absent:
    """The provider answered, and has no such message."""


@dataclass(frozen=True)
class CannotSay:
    """The provider did not answer, or not enough."""

    code: str


Answer = Accepted | NumberRefused | LaneRefused | TryLater | Unknown
Failure = NumberRefused | LaneRefused | TryLater
"""Why it certainly did not arrive."""
Sighting = Found | Absent | CannotSay


@dataclass(frozen=True)
class CallEnd:
    """What the provider says when it is asked how a call went."""

    call: Call
    machine: bool


class Gateway(Protocol):
    def send(self, outgoing: Outgoing) -> Answer:
        """Never raises: what is not certain is Unknown."""

    def find(self, outgoing: Outgoing) -> Sighting:
        """Has an earlier try of this message arrived? Never raises."""

    def forget(self, sid: str) -> bool:
        """The provider holds neither its text nor its number any more. Never raises; False: not yet."""


class CallGateway(Gateway, Protocol):
    def ask(self, sid: str) -> CallEnd | CannotSay:
        """How a call went whose end nobody told us. Never raises."""
