"""The course of a call: it rings, somebody hears what our TwiML says, and presses keys."""

from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError, fromstring

from tutor import clock
from tutor.fake_twilio.calling_back import Later, Post
from tutor.fake_twilio.calls import Call, Calls, reaction_of
from tutor.fake_twilio.shown import moment
from tutor.fake_twilio.store import VERSION

EVENTS = {"queued": "initiated", "ringing": "ringing", "in-progress": "answered"}


@dataclass
class Exchange:
    account: str
    token: str
    later: Later
    step: float
    calls: Calls

    def take(self, call: Call, *, ring_for: float) -> Call:
        self.calls.add(call)
        self.later.after(0, lambda: self._tell(call))
        self.later.after(self.step, lambda: self._ring(call.sid, ring_for))
        return call

    def _ring(self, sid: str, ring_for: float) -> None:
        call = self._move(sid, "ringing")
        if call is None:
            return
        react = reaction_of(call.to)
        if react is None:
            self.later.after(ring_for, lambda: self.end(sid, "no-answer", only_from="ringing"))
        elif react.ends:
            self.later.after(self.step, lambda: self.end(sid, react.ends))
        else:
            self.later.after(self.step, lambda: self._react(sid, machine=react.machine, key=react.key))

    def _react(self, sid: str, *, machine: bool, key: str) -> None:
        self.pick_up(sid, machine=machine)
        if machine:
            self.end(sid)
        else:
            self.press(sid, key)

    def pick_up(self, sid: str, *, machine: bool = False) -> None:
        found = self.calls.find(sid)
        if found is None or found.status != "ringing":
            return
        who = ("machine_start" if machine else "human") if found.amd_callback else None
        call = self._move(sid, "in-progress", answered_by=who, started=clock.now())
        if call and call.amd_callback and who:
            fields = {"AccountSid": self.account, "CallSid": sid, "AnsweredBy": who}
            self._post(call.amd_callback, {**fields, "MachineDetectionDuration": "1000"})
        self._say(sid, found.twiml)

    def press(self, sid: str, key: str) -> None:
        """An empty key: all was said and none was pressed. What is said next is in the answer."""
        call = self.calls.find(sid)
        if call is None or not call.key_to:
            return
        fields = {**call_fields(call, self.account), "Digits": key, "msg": "Gather End"}
        post = Post(call.key_to, fields, self.token)
        status = post.send()
        while not (status and status < 300) and post.again(status):
            status = post.send()
        if status and status < 300:
            self._say(sid, post.answer)
        else:
            self.end(sid)

    def end(self, sid: str, status: str = "completed", *, only_from: str = "") -> None:
        call = self.calls.find(sid)
        if call and (not only_from or call.status == only_from):
            self._move(sid, status, ended=clock.now(), key_to="")

    def _say(self, sid: str, twiml: str) -> None:
        try:
            said = read(twiml)
        except ParseError:
            self.end(sid)
            return
        call = self.calls.find(sid)
        heard = (*(call.heard if call else ()), *said.words)
        if self.calls.change(sid, heard=heard, key_to=said.key_to, updated=clock.now()) and not said.key_to:
            self.end(sid)

    def _move(self, sid: str, status: str, **values: object) -> Call | None:
        call = self.calls.change(sid, status=status, updated=clock.now(), **values)
        if call:
            self._tell(call)
        return call

    def _tell(self, call: Call) -> None:
        if call.callback and EVENTS.get(call.status, "completed") in call.events:
            self._post(call.callback, call_fields(call, self.account, at=call.updated))

    def _post(self, address: str, fields: dict[str, str]) -> None:
        post = Post(address, fields, self.token)
        self.later.after(0, lambda: self.later.post(post))


@dataclass(frozen=True)
class Said:
    words: tuple[str, ...]
    key_to: str


def read(twiml: str) -> Said:
    """Say and Gather in their order; what stands behind a Gather is never reached with an empty key."""
    words: list[str] = []
    for verb in fromstring(twiml):  # noqa: S314 -- our own house wrote it
        words += _words(verb)
        if verb.tag == "Gather":
            return Said(tuple(words), verb.get("action", ""))
    return Said(tuple(words), "")


def _words(verb: Element) -> list[str]:
    return [one.text or "" for one in verb.iter("Say")]


def call_fields(call: Call, account: str, *, at: datetime | None = None) -> dict[str, str]:
    fields = {
        "AccountSid": account,
        "ApiVersion": VERSION,
        "CallSid": call.sid,
        "CallStatus": call.status,
        "Called": call.to,
        "Caller": call.sender,
        "Direction": "outbound-api",
        "From": call.sender,
        "To": call.to,
    }
    if at:
        fields |= {"CallbackSource": "call-progress-events", "Timestamp": moment(at) or ""}
    if call.is_over:
        fields["CallDuration"] = str(call.seconds)
    if call.answered_by:
        fields["AnsweredBy"] = call.answered_by
    return fields
