"""How Twilio's client speaks: with a limit of time, and to a stand-in where there is one."""

from typing import Any
from urllib.parse import urlsplit

from twilio.http.http_client import TwilioHttpClient

TIMEOUT = 10.0


def http_client(fake: str = "", timeout: float = TIMEOUT) -> TwilioHttpClient:
    # Without a timeout of ours the client waits for ever; max_retries stays unset: no blind retry.
    return ToStandIn(fake, timeout) if fake else TwilioHttpClient(timeout=timeout)


def callback(public_url: str, what: str, uid: str, *, tries: int = 5) -> str:
    """Our uid is in the signed address: a callback settles a lost answer without any list.

    Twilio itself comes back `tries` times when we do not take it.
    """
    return f"{public_url}/callbacks/twilio/{what}?uid={uid}#rc={tries}&rp=all"


class ToStandIn(TwilioHttpClient):  # type: ignore[misc]  # Twilio's client is untyped
    """Everything as Twilio's client does it, but to another address."""

    def __init__(self, address: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._stand_in = urlsplit(address)

    def request(self, method: str, url: str, *rest: Any, **more: Any) -> Any:
        there = urlsplit(url)._replace(scheme=self._stand_in.scheme, netloc=self._stand_in.netloc)
        return super().request(method, there.geturl(), *rest, **more)
