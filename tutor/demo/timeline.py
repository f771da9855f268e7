"""What happened in the town, in the order in which it happened.

Everything goes through the actions that the pages use, each with the `now` of its own moment. What a
booking makes due is sent and rung there and then, so that nothing about the past is left to be sent
when the real worker starts.
"""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from tutor.actor import Actor
from tutor.database import new_code
from tutor.jobs.owner import here
from tutor.messaging import outbox
from tutor.messaging.actions import finish_call
from tutor.messaging.gateways.gateway import Accepted
from tutor.messaging.queries import ring_list

Step = Callable[[datetime], None]


class Timeline:
    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Step]] = []
        self._numbers = count()

    def add(self, moment: datetime, step: Step) -> None:
        heappush(self._waiting, (moment, next(self._numbers), step))

    def run(self, *, until: datetime) -> None:
        """Also what the steps themselves add; what comes later than `until` waits for the next run."""
        while self._waiting and self._waiting[0][0] <= until:
            moment, _, do = heappop(self._waiting)
            do(moment)


def send_due(now: datetime) -> None:
    """Claim and record as the worker does; no gateway is asked, because it was weeks ago."""
    owner = here()
    while message := outbox.claim_one(now, owner):
        assert message.attempt_at is not None
        outbox.record(message.id, message.attempt_at, Accepted(f"DEMO{new_code(16)}"), now)


def ring(now: datetime, *, by: Actor, leave: int = 0) -> None:
    """Staff work through the ring list, the most urgent first, and leave the last ones for later."""
    calls = ring_list(by=by, now=now)
    for call in calls[: max(0, len(calls) - leave)]:
        finish_call(call, by=by, now=now)
