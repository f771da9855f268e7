"""What a visit request must say, and how long waiting counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from tutor.errors import Refused

MOST_PEOPLE = 5
MOST_WISHES = 14
MORNING = (time(9), time(12))
AFTERNOON = (time(13), time(17))
HIGHEST_PRIORITY = 5


@dataclass(frozen=True)
class HalfDay:
    """A wished half-day: on one date, or on a weekday (0 is Monday) of any week."""

    begins: time
    ends: time
    day: date | None = None
    weekday: int | None = None


def check(*, people: int, wishes: Sequence[HalfDay], goal: str, today: date) -> None:
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused("お名前は、1人から%(most)d人まで入れてください。", most=MOST_PEOPLE)
    if not goal.strip():
        raise Refused("「できるようになりたいこと」を、一言で入れてください。")
    if not wishes:
        raise Refused("来てほしい曜日か日にちを、一つ以上えらんでください。")
    if len(wishes) > MOST_WISHES:
        raise Refused("来てほしい半日は、%(most)dつまでにしてください。", most=MOST_WISHES)
    for wish in wishes:
        _check_wish(wish, today)


def _check_wish(wish: HalfDay, today: date) -> None:
    if (wish.day is None) == (wish.weekday is None) or wish.begins >= wish.ends:
        raise Refused("来てほしい半日が読み取れません。曜日か日にちを、えらび直してください。")
    if wish.day is not None and wish.day <= today:
        raise Refused("来てほしい日は、明日からの日にちにしてください。")


def visits_left(agreed: int, booked: int) -> int:
    """May be negative: an agreement can be overrun, and the page says so."""
    return agreed - booked


def priority(start: int, *, asked_on: date, today: date) -> int:
    """One more for each whole week of waiting, up to 5: nobody waits for ever."""
    return min(HIGHEST_PRIORITY, start + max(0, (today - asked_on).days) // 7)
