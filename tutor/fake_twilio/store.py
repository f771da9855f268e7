"""What the stand-in has taken. It forgets everything when its process ends."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

VERSION = "2010-04-01"
RANK = {"queued": 0, "sending": 1, "sent": 2}
INBOUND = "inbound"


@dataclass(frozen=True)
class Text:
    sid: str
    to: str
    sender: str
    body: str
    created: datetime
    updated: datetime
    status: str = "queued"
    direction: str = "outbound-api"
    callback: str = ""
    sent: datetime | None = None
    error: int | None = None

    @property
    def telephone(self) -> str:
        """Whose screen it stands on."""
        return self.sender if self.direction == INBOUND else self.to


@dataclass
class Store:
    _texts: dict[str, Text] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, text: Text) -> Text:
        with self._lock:
            self._texts[text.sid] = text
        return text

    def find(self, sid: str) -> Text | None:
        return self._texts.get(sid)

    def latest_first(self, *, to: str = "", sender: str = "") -> Sequence[Text]:
        with self._lock:
            texts = list(self._texts.values())
        return [one for one in reversed(texts) if to in {"", one.to} and sender in {"", one.sender}]

    def advance(self, sid: str, status: str, *, now: datetime, error: int | None = None) -> Text | None:
        """None: it was removed, or has gone further already."""
        with self._lock:
            text = self._texts.get(sid)
            if text is None or RANK.get(status, 3) <= RANK.get(text.status, 3):
                return None
            sent = text.sent or (None if status == "failed" else now)
            changed = replace(text, status=status, updated=now, sent=sent, error=error)
            self._texts[sid] = changed
        return changed

    def empty(self, sid: str, *, now: datetime) -> Text | None:
        """Its words are gone, the rest stays."""
        with self._lock:
            text = self._texts.get(sid)
            if text is not None:
                text = self._texts[sid] = replace(text, body="", updated=now)
        return text

    def remove(self, sid: str) -> bool:
        with self._lock:
            return self._texts.pop(sid, None) is not None


def new_sid(prefix: str = "SM") -> str:
    return prefix + secrets.token_hex(16)
