"""What is owed, and the keys that keep it from being owed twice."""

from dataclasses import dataclass
from datetime import datetime

from tutor.messaging.fields import Fields

CALL, AGAIN = ":call", ":again"


@dataclass(frozen=True)
class Duty:
    """What is owed, before anybody has asked who exactly gets it and how."""

    purpose: str
    about_kind: str
    about_id: int
    occasion: str
    fields: Fields
    municipality_id: int | None
    not_before: datetime
    not_after: datetime
    urgent: bool
    ring: bool = False
    """Staff must ask something, and only a person can: never a text."""
    variant: str = ""
    """Words of their own for a kind of it, where there are any."""

    @property
    def key(self) -> str:
        """The front part that every dedupe key of this duty shares."""
        return f"{self.purpose}:{self.about_kind}:{self.about_id}:{self.occasion}:"


def call_key(dedupe_key: str) -> str:
    """Of the call that takes a text's place."""
    return f"{dedupe_key}{CALL}"


def again_key(dedupe_key: str) -> str:
    """Of the same sent once more: x, x:again1, x:again2. The call in place of x:again1 begins anew."""
    first, _, times = dedupe_key.rpartition(AGAIN)
    if not times.isdecimal():
        first, times = dedupe_key, "0"
    return f"{first}{AGAIN}{int(times) + 1}"[-160:]


def is_again(dedupe_key: str) -> bool:
    return AGAIN in dedupe_key
