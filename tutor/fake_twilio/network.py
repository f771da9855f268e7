"""What becomes of a text that was taken, and who is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tutor import clock
from tutor.fake_twilio.calling_back import Later, Post
from tutor.fake_twilio.calls import Calls
from tutor.fake_twilio.lies import Lies
from tutor.fake_twilio.numbers import Fate
from tutor.fake_twilio.ringing import Exchange
from tutor.fake_twilio.store import INBOUND, VERSION, Store, Text, new_sid


@dataclass
class Network:
    account: str
    token: str
    sender: str
    inbound: str = ""
    """Where answers of telephones are posted."""
    home: str = ""
    """Of whoever sends, for a way back."""
    latency: float = 0.0
    step: float = 1.0
    """Seconds from one state of a text to the next."""
    lies: Lies = field(default_factory=Lies)
    store: Store = field(default_factory=Store)
    later: Later = field(default_factory=Later)

    def __post_init__(self) -> None:
        self.exchange = Exchange(self.account, self.token, self.later, self.step, Calls())

    def take(self, *, to: str, sender: str, body: str, callback: str, fate: Fate) -> Text:
        now = clock.now()
        text = self.store.add(
            Text(new_sid(), to=to, sender=sender, body=body, created=now, updated=now, callback=callback)
        )
        for number, status in enumerate(fate.states, 1):
            error = fate.error if status in {"failed", "undelivered"} else None
            self._plan(text.sid, status, error, after=number * self.step)
        return text

    def answer(self, number: str, body: str) -> None:
        """Somebody writes back on a telephone."""
        now = clock.now()
        text = self.store.add(
            Text(
                new_sid(),
                to=self.sender,
                sender=number,
                body=body,
                created=now,
                updated=now,
                status="received",
                direction=INBOUND,
            )
        )
        if self.inbound:
            self._tell(self.inbound, inbound_fields(text, self.account))

    def _plan(self, sid: str, status: str, error: int | None, *, after: float) -> None:
        def happen() -> None:
            text = self.store.advance(sid, status, now=clock.now(), error=error)
            if text and text.callback:
                self._call_back(text)

        self.later.after(after, happen)

    def _call_back(self, text: Text) -> None:
        if self.lies.drops_callback():
            return
        fields = status_fields(text, self.account)
        for _ in range(2 if self.lies.repeats_callback() else 1):
            self._tell(text.callback, fields, after=self.lies.pause(self.step) - self.step)

    def _tell(self, address: str, fields: Mapping[str, str], *, after: float = 0.0) -> None:
        post = Post(address, fields, self.token)
        self.later.after(after, lambda: self.later.post(post))


def status_fields(text: Text, account: str) -> dict[str, str]:
    fields = {
        "AccountSid": account,
        "ApiVersion": VERSION,
        "From": text.sender,
        "MessageSid": text.sid,
        "MessageStatus": text.status,
        "SmsSid": text.sid,
        "SmsStatus": text.status,
        "To": text.to,
    }
    if text.error:
        fields["ErrorCode"] = str(text.error)
    if text.status == "delivered":
        fields["RawDlrDoneDate"] = f"{text.updated:%y%m%d%H%M}"
    return fields


def inbound_fields(text: Text, account: str) -> dict[str, str]:
    return {
        "AccountSid": account,
        "ApiVersion": VERSION,
        "Body": text.body,
        "From": text.sender,
        "FromCountry": "JP",
        "MessageSid": text.sid,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsMessageSid": text.sid,
        "SmsSid": text.sid,
        "SmsStatus": "received",
        "To": text.to,
    }
