"""Calls by Twilio, through its official client."""

from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from tutor.messaging import spoken
from tutor.messaging.gateways import twilio_http, twiml
from tutor.messaging.gateways.gateway import (
    Accepted,
    Answer,
    CallEnd,
    CannotSay,
    NumberRefused,
    Outgoing,
    Sighting,
    Unknown,
)
from tutor.messaging.gateways.twilio_codes import OF_CALLS, refusal
from tutor.messaging.gateways.twilio_entries import PAGE, forget, sighting
from tutor.messaging.gateways.twilio_status import call_of, is_machine

LONGEST = 4000
"""Letters of TwiML that Twilio takes with a call."""
SECONDS_TO_RING = 45
"""An old person walks to the telephone."""
SECONDS_TO_DETECT = 10
SECONDS_TO_TALK = 290


class TwilioVoice:
    """Keys and ends come by callbacks, so there is no such way without an address to call back."""

    def __init__(
        self,
        account: str,
        token: str,
        caller: str,
        *,
        public_url: str,
        http_client: TwilioHttpClient | None = None,
    ) -> None:
        self._client = Client(account, token, http_client=http_client or twilio_http.http_client())
        self._caller = caller
        self._public_url = public_url

    def send(self, outgoing: Outgoing) -> Answer:
        said = self._said(outgoing)
        if len(said) > LONGEST:
            return NumberRefused("too long to be said")
        try:
            made = self._client.calls.create(
                to=outgoing.to,
                from_=self._caller,
                twiml=said,
                timeout=SECONDS_TO_RING,
                time_limit=SECONDS_TO_TALK,
                machine_detection="Enable",
                machine_detection_timeout=SECONDS_TO_DETECT,
                # In the background: nobody who says "hello" waits in silence for a machine to think.
                async_amd="true",
                async_amd_status_callback=self._address("answered", outgoing),
                status_callback=self._address("call", outgoing),
                status_callback_event=["initiated", "completed"],
            )
        except TwilioRestException as wrong:
            return refusal(wrong.status, wrong.code, OF_CALLS)
        except Exception as wrong:  # whatever broke after the POST began, it may ring
            return Unknown(type(wrong).__name__)
        return Accepted(made.sid) if made.sid else Unknown("no sid")

    def find(self, outgoing: Outgoing) -> Sighting:
        """Twilio's list shows neither our words nor our address: the number and the moment must do."""
        try:
            listed = self._client.calls.list(to=outgoing.to, page_size=PAGE, limit=PAGE)
            return sighting(listed, outgoing, lambda _one: True)
        except Exception as wrong:  # no answer is not an empty answer
            return CannotSay(type(wrong).__name__)

    def forget(self, sid: str) -> bool:
        return forget(self._client, sid)

    def ask(self, sid: str) -> CallEnd | CannotSay:
        try:
            call = self._client.calls(sid).fetch()
            return CallEnd(call_of(call.status or ""), is_machine(call.answered_by or ""))
        except Exception as wrong:
            return CannotSay(type(wrong).__name__)

    def _said(self, outgoing: Outgoing) -> str:
        parts = spoken.message(outgoing.body, outgoing.language, outgoing.purpose)
        return twiml.ask(parts, outgoing.language, answer_to=self._address("key", outgoing, tries=2))

    def _address(self, what: str, outgoing: Outgoing, *, tries: int = 5) -> str:
        return twilio_http.callback(self._public_url, what, outgoing.uid, tries=tries)
