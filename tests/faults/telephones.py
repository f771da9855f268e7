"""The provider's side of a life: what it took, telephones that ring, and who does what there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tutor.messaging import voice
from tutor.messaging.gateways.gateway import Absent, Found, Sighting
from tutor.messaging.gateways.twilio_entries import CLOCKS_DIFFER
from tutor.messaging.gateways.twilio_voice import SECONDS_TO_RING, SECONDS_TO_TALK
from tutor.messaging.models import Channel, Message
from tutor.messaging.voice_rules import APART, TRIES, Call
from tutor.replies.keys import take_key

LONGEST = timedelta(seconds=SECONDS_TO_RING + SECONDS_TO_TALK)
KEYS = ("1", "2", "9")
WAYS = ("busy", "no_answer", "impossible", "hung_up", "machine", "heard", *KEYS, "untold")


@dataclass
class Ringing:
    sid: str
    uid: str
    point: int
    attempt_at: datetime
    begun: timedelta
    is_over: bool = False
    told: bool = False
    """We know that it is over."""


@dataclass
class Telephones:
    texts: dict[int, str] = field(default_factory=dict)
    calls: list[Ringing] = field(default_factory=list)

    def take(self, message: Message, lived: timedelta) -> str:
        if message.channel is Channel.VOICE:
            return self._ring(message, lived)
        assert message.id not in self.texts, "said twice"
        return self.texts.setdefault(message.id, f"SM{message.id}")

    def _ring(self, message: Message, lived: timedelta) -> str:
        tries = [one for one in self.calls if one.uid == message.uid]
        assert all(one.told for one in tries), "rung twice"
        assert all(lived - one.begun >= APART for one in tries), "rung again at once"
        assert len(tries) < TRIES, "rung too often"
        there = [one for one in self.calls if one.point == message.contact_point_id and not one.is_over]
        assert all(lived - one.begun >= LONGEST for one in there), "two calls on one telephone"
        sid = f"CA{len(self.calls):032x}"
        new = Ringing(sid, message.uid, message.contact_point_id or 0, message.attempt_at, lived)
        self.calls.append(new)
        return sid

    def ringing(self) -> list[Ringing]:
        return [one for one in self.calls if not one.is_over]

    def listed(self, message: Message) -> Sighting:
        """That text; or what was rung at that number, about that moment."""
        if message.channel is not Channel.VOICE:
            return Found((self.texts[message.id],)) if message.id in self.texts else Absent()
        since = message.attempt_at - CLOCKS_DIFFER
        found = [one for one in self.calls if one.point == message.contact_point_id]
        sids = tuple(one.sid for one in found if one.attempt_at >= since)
        return Found(sids) if sids else Absent()

    def end(self, one: Ringing, way: str, now: datetime) -> None:
        one.is_over = True
        if way in KEYS:
            take_key(one.uid, sid=one.sid, key=way, turn=1, now=now)
        if way in ("heard", "machine"):
            voice.heard(one.uid, sid=one.sid, pressed=False, now=now)
        if way != "untold":
            call = Call(way) if way in ("busy", "no_answer", "impossible") else Call.ENDED
            self._tell(one, call, now, machine=way == "machine")

    def asked(self, now: datetime, lived: timedelta) -> None:
        """How calls went whose end nobody told: by then each of them is over."""
        for message in voice.without_end(now):
            one = next(one for one in self.calls if one.sid == message.sid)
            one.is_over = one.is_over or lived - one.begun >= LONGEST
            if one.is_over:
                self._tell(one, Call.NO_ANSWER, now)

    def _tell(self, one: Ringing, call: Call, now: datetime, *, machine: bool = False) -> None:
        voice.settle_call(one.uid, sid=one.sid, call=call, machine=machine, now=now)
        one.told = True
