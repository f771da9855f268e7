"""What Twilio keeps of a text or a call: looked for in its list, and taken out of it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from twilio.base.exceptions import TwilioRestException

from tutor.messaging.gateways.gateway import Absent, CannotSay, Found, Outgoing, Sighting

PAGE = 1000
# Twilio's clock writes whole seconds and need not agree with ours.
CLOCKS_DIFFER = timedelta(minutes=2)
CALL = "CA"
"""How Twilio's name of a call begins."""


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
