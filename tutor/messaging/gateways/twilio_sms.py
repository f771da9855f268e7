"""SMS by Twilio, through its official client."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from twilio.base import values
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from tutor.messaging.gateways import twilio_http
from tutor.messaging.gateways.gateway import (
    Absent,
    Accepted,
    Answer,
    CannotSay,
    Found,
    LaneRefused,
    NumberRefused,
    Outgoing,
    Sighting,
    TryLater,
    Unknown,
)
from tutor.messaging.gateways.twilio_status import STOPPED

PAGE = 1000
# Twilio's clock writes whole seconds and need not agree with ours.
CLOCKS_DIFFER = timedelta(minutes=2)
SHORTEST, LONGEST = 1, 36_000
CALL = "CA"
"""How Twilio's name of a call begins."""
# Classes of Twilio's codes. Twilio splits and adds codes: what stands in no class is Unknown.
NUMBER = frozenset({21211, 21610, 21614, 21635, 30004, 30005, 30006})
LANE = frozenset({20003, 21408, 21606, 21612, 21659, 30002, 30007, 30034})
QUEUE = frozenset({20429, 21611, 30001})


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
            return refusal(wrong.status, wrong.code)
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


def forget(client: Any, sid: str) -> bool:
    """First the words of a text; its number, and a call, go only with the whole entry.

    Keys pressed in a call are kept here under its name and their own.
    """
    if sid.startswith(CALL):
        return _is_gone(client.calls(sid.partition("-")[0]).delete)
    entry = client.messages(sid)
    return _is_gone(lambda: entry.update(body="")) and _is_gone(entry.delete)


def _is_gone(act: Callable[[], object]) -> bool:
    """What is not there any more is forgotten."""
    try:
        act()
    except TwilioRestException as wrong:
        return bool(wrong.status == 404)
    except Exception:  # no answer: the next turn asks again
        return False
    return True


def refusal(
    status: int,
    code: int | None,
    *,
    number: frozenset[int] = NUMBER,
    lane: frozenset[int] = LANE,
    queue: frozenset[int] = QUEUE,
) -> Answer:
    if status == 429 or (status < 500 and code in queue):
        return TryLater(str(code or status))
    if 400 <= status < 500 and code in number:
        return NumberRefused(str(code), stopped=str(code) == STOPPED)
    if 400 <= status < 500 and code in lane:
        return LaneRefused(str(code))
    return Unknown(str(code or status))


def sighting(listed: Sequence[Any], outgoing: Outgoing, is_same: Callable[[Any], bool]) -> Sighting:
    since = outgoing.attempt_at - CLOCKS_DIFFER
    same = [one for one in listed if one.direction != "inbound" and is_same(one)]
    sids = tuple(one.sid for one in same if one.date_created >= since)
    if sids:
        return Found(sids)
    if len(listed) >= PAGE and _oldest(listed) >= since:
        return CannotSay("list too short")
    return Absent()


def _oldest(listed: Sequence[Any]) -> datetime:
    oldest: datetime = min(one.date_created for one in listed)
    return oldest


def seconds_left(outgoing: Outgoing) -> int:
    """Twilio drops it itself when it could not hand it on in time."""
    left = int((outgoing.not_after - outgoing.attempt_at).total_seconds())
    return max(SHORTEST, min(LONGEST, left))
