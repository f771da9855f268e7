"""Callbacks: signed as Twilio signs, posted beside the answers, tried again as their address asks."""

import base64
import hmac
import logging
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha1
from heapq import heappop, heappush
from itertools import count
from threading import Condition, Thread
from urllib.parse import parse_qs, urldefrag, urlencode

log = logging.getLogger("fake-twilio")

SECONDS_TO_ANSWER = 15.0
REST = 0.5
"""Seconds before the first new try of a callback; twice as long before each further one."""


def signature(url: str, fields: Mapping[str, str], token: str) -> str:
    """Over the address as it was given, without its fragment, and all fields in the order of their names."""
    signed = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), sha1).digest()).decode()


@dataclass
class Post:
    """`#rc=5&rp=all`: five new tries, whatever went wrong; without it one, and only if nobody answered."""

    address: str
    fields: Mapping[str, str]
    token: str
    mark: str = field(default_factory=lambda: secrets.token_hex(16))
    tried: int = 0
    answer: str = ""

    def again(self, status: int | None) -> bool:
        wishes = parse_qs(urldefrag(self.address).fragment)
        times = int(wishes.get("rc", ["1"])[0])
        kinds = wishes.get("rp", ["ct"])[0].split(",")
        kind = "ct" if status is None else f"{status // 100}xx"
        return self.tried <= times and ("all" in kinds or kind in kinds)

    def send(self) -> int | None:
        """The status that came back; None when nobody answered."""
        self.tried += 1
        url = urldefrag(self.address).url
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": "TwilioProxy/1.1",
            "X-Twilio-Signature": signature(url, self.fields, self.token),
        }
        if self.tried > 1:
            headers["I-Twilio-Idempotency-Token"] = self.mark
        body = urlencode(self.fields).encode()
        asked = urllib.request.Request(url, body, headers, method="POST")  # noqa: S310 -- checked when taken
        try:
            with urllib.request.urlopen(asked, timeout=SECONDS_TO_ANSWER) as answer:  # noqa: S310
                self.answer = answer.read().decode()
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return None


class Later:
    """Work for a little later, in the order of its time, by a few hands."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Callable[[], None]]] = []
        self._number = count()
        self._changed = Condition()
        self._hands = ThreadPoolExecutor(8)
        Thread(target=self._run, daemon=True).start()

    def after(self, seconds: float, work: Callable[[], None]) -> None:
        with self._changed:
            heappush(self._waiting, (time.monotonic() + seconds, next(self._number), work))
            self._changed.notify()

    def post(self, post: Post) -> None:
        status = post.send()
        if status is not None and status < 300:
            return
        if post.again(status):
            self.after(REST * 2 ** (post.tried - 1), lambda: self.post(post))
        else:
            log.warning("11200: a callback was answered with %s", status)

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting or self._waiting[0][0] > time.monotonic():
                    first = self._waiting[0][0] if self._waiting else None
                    self._changed.wait(None if first is None else max(0.0, first - time.monotonic()))
                _, _, work = heappop(self._waiting)
            self._hands.submit(work)
