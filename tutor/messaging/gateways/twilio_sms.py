"""SMS by Twilio, through its official client."""

from typing import Any

from twilio.base import values
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from tutor.messaging.gateways import twilio_http
from tutor.messaging.gateways.gateway import Accepted, Answer, CannotSay, Outgoing, Sighting, Unknown
from tutor.messaging.gateways.twilio_codes import OF_TEXTS, refusal
from tutor.messaging.gateways.twilio_entries import PAGE, forget, sighting

SHORTEST, LONGEST = 1, 36_000


class TwilioSms:
    def __init__(
        self,
        account: str,
        token: str,
        sender: str,
        *,
        public_url: str = "",
        http_client: TwilioHttpClient | None = None,
    ) -> None:
        self._client = Client(account, token, http_client=http_client or twilio_http.http_client())
        self._sender = sender
        self._public_url = public_url

    def send(self, outgoing: Outgoing) -> Answer:
        try:
            made = self._client.messages.create(
                to=outgoing.to,
                from_=self._sender,
                body=outgoing.body,
                validity_period=seconds_left(outgoing),
                status_callback=self._callback(outgoing),
            )
        except TwilioRestException as wrong:
            return refusal(wrong.status, wrong.code, OF_TEXTS)
        except Exception as wrong:  # whatever broke after the POST began, it may have arrived
            return Unknown(type(wrong).__name__)
        return Accepted(made.sid) if made.sid else Unknown("no sid")

    def find(self, outgoing: Outgoing) -> Sighting:
        """Twilio's list shows no address of ours, so the number, the text and the hour must do."""
        try:
            listed = self._client.messages.list(to=outgoing.to, page_size=PAGE, limit=PAGE)
            return sighting(listed, outgoing, lambda one: one.body == outgoing.body)
        except Exception as wrong:  # no answer is not an empty answer
            return CannotSay(type(wrong).__name__)

    def forget(self, sid: str) -> bool:
        return forget(self._client, sid)

    def _callback(self, outgoing: Outgoing) -> Any:
        if not self._public_url:
            return values.unset
        return twilio_http.callback(self._public_url, "sms", outgoing.uid)


def seconds_left(outgoing: Outgoing) -> int:
    """Twilio drops it itself when it could not hand it on in time."""
    left = int((outgoing.not_after - outgoing.attempt_at).total_seconds())
    return max(SHORTEST, min(LONGEST, left))
