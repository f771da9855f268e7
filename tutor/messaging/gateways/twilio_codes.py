"""Twilio's codes in classes, for what follows from them: of the number, of ourselves, or of the moment.

Twilio splits and adds codes, so there is always one that stands in no class. As an answer to a POST it may
mean anything; with the end of what Twilio had taken it means: not arrived, and no better a second time.
"""

from dataclasses import dataclass

from tutor.messaging.gateways.gateway import Answer, Failure, LaneRefused, NumberRefused, TryLater, Unknown

STOPPED = 21610
"""The person wrote STOP: Twilio lets nothing through to that number."""


@dataclass(frozen=True)
class Codes:
    number: frozenset[int]
    lane: frozenset[int]
    queue: frozenset[int]
    """Too many at once: nothing was taken."""
    handset: frozenset[int] = frozenset()
    """Switched off, out of reach, or for no known reason: it was taken, and did not arrive."""


OF_TEXTS = Codes(
    number=frozenset({21211, STOPPED, 21614, 21635, 30004, 30005, 30006}),
    lane=frozenset({20003, 21408, 21606, 21612, 21659, 30002, 30007, 30034}),
    queue=frozenset({20429, 21611, 30001}),
    handset=frozenset({30003, 30008}),
)
OF_CALLS = Codes(
    number=frozenset({21211, 21214, 21216, 21217, 21218}),
    lane=frozenset({20003, 21201, 21203, 21205, 21210, 21212, 21213, 21215, 21219, 21609}),
    queue=frozenset({10004, 20429}),
)


def refusal(status: int, code: int | None, codes: Codes) -> Answer:
    """What it says to a POST."""
    if status == 429 or (status < 500 and code in codes.queue):
        return TryLater(str(code or status))
    if 400 <= status < 500 and code in codes.number:
        return NumberRefused(str(code), stopped=code == STOPPED)
    if 400 <= status < 500 and code in codes.lane:
        return LaneRefused(str(code))
    return Unknown(str(code or status))


def failure(given: str, codes: Codes) -> Failure:
    """Why what it had taken did not arrive; without a code nobody knows."""
    code = int(given or 0)
    if code in codes.lane:
        return LaneRefused(given)
    if code in codes.handset | codes.queue:
        return TryLater(given)
    return NumberRefused(given, stopped=code == STOPPED)
