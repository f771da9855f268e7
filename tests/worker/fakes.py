"""Gateways that answer as a test wants, and say what was open when they were called."""

from dataclasses import dataclass, field

from tutor.database import db
from tutor.messaging.gateways.gateway import Accepted, Answer, CallEnd, CannotSay, Outgoing, Sighting


@dataclass
class Scripted:
    """Each call takes the next answer; an exception is raised. Without answers left it accepts."""

    answers: list[Answer | Exception] = field(default_factory=list)
    sightings: list[Sighting | Exception] = field(default_factory=list)
    sent: list[Outgoing] = field(default_factory=list)
    asked: list[Outgoing] = field(default_factory=list)
    not_yet: list[bool | Exception] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    ends: list[CallEnd | CannotSay] = field(default_factory=list)
    open_transactions: list[bool] = field(default_factory=list)
    names: str = "SM"

    def send(self, outgoing: Outgoing) -> Answer:
        self.open_transactions.append(db.session.registry().in_transaction())
        self.sent.append(outgoing)
        return self._next(self.answers) or Accepted(f"{self.names}{len(self.sent)}")

    def find(self, outgoing: Outgoing) -> Sighting:
        self.open_transactions.append(db.session.registry().in_transaction())
        self.asked.append(outgoing)
        found = self._next(self.sightings)
        assert found is not None
        return found

    def forget(self, sid: str) -> bool:
        self.open_transactions.append(db.session.registry().in_transaction())
        self.forgotten.append(sid)
        return not self._next(self.not_yet)

    def ask(self, _sid: str) -> CallEnd | CannotSay:
        self.open_transactions.append(db.session.registry().in_transaction())
        return self._next(self.ends)

    def _next(self, script: list):
        value = script.pop(0) if script else None
        if isinstance(value, Exception):
            raise value
        return value
