"""What a visit request must say, and how long waiting counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

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


class Missing(StrEnum):
    """What a request may lack until the office has rung: it may be only a name and a number."""

    PLACE = "place"
    ADDRESS = "address"
    HALF_DAYS = "half_days"
    GOAL = "goal"


def missing(*, has_place: bool, has_address: bool, has_wishes: bool, goal: str) -> tuple[Missing, ...]:
    lacks = {
        Missing.PLACE: not has_place,
        Missing.ADDRESS: has_place and not has_address,
        Missing.HALF_DAYS: not has_wishes,
        Missing.GOAL: not goal.strip(),
    }
    return tuple(one for one, lacking in lacks.items() if lacking)


def is_plannable(lacking: Sequence[Missing]) -> bool:
    """Nobody is sent without a door to knock at and a time; what to teach can be asked there."""
    return set(lacking) <= {Missing.GOAL}


def check(*, people: int, wishes: Sequence[HalfDay], goal: str, today: date, all_told: bool = True) -> None:
    """`all_told` is False while the office still has to ask for the rest by telephone."""
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused("お名前は、1人から%(most)d人まで入れてください。", most=MOST_PEOPLE)
    if all_told and not goal.strip():
        raise Refused("「できるようになりたいこと」を、一言で入れてください。")
    if all_told and not wishes:
        raise Refused("来てほしい曜日か日にちを、一つ以上えらんでください。")
    check_number_of(wishes)
    check_wishes(wishes, today=today)


def check_number_of(wishes: Sequence[HalfDay]) -> None:
    if len(wishes) > MOST_WISHES:
        raise Refused("来てほしい半日は、%(most)dつまでにしてください。", most=MOST_WISHES)


def check_wishes(wishes: Sequence[HalfDay], *, today: date) -> None:
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
