"""Whether a plan may still be published, and what a coordinator may set in it by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tutor.errors import Refused
from tutor.local_time import local, local_date
from tutor.matching.engine.plan import SIMPLE
from tutor.matching.models import PlanState
from tutor.sentences import Said

QUARTER = 15
WORTH_SAYING = 100
"""Tenths of a percent: a wider margin tells nobody how good a plan is."""


@dataclass(frozen=True)
class Fault:
    """Why something planned cannot be booked: whose, when, and what is the matter."""

    who: str | tuple[str, ...] | Said
    why: Said
    starts_at: datetime | None = None
    is_thing: bool = False
    """Not a person, who is addressed with さん."""

    @property
    def said(self) -> Said:
        who = self.who if self.is_thing else Said("%(name)sさん", name=self.who)
        if self.starts_at is None:
            return Said("%(who)s：%(why)s", who=who, why=self.why)
        return Said("%(when)s %(who)s：%(why)s", when=self.starts_at, who=who, why=self.why)


def check_week(monday: date, *, today: date) -> None:
    if monday.weekday() != 0:
        raise Refused("週は、月曜日でえらんでください。")
    if monday + timedelta(days=6) <= today:
        raise Refused("この週は、もう終わります。これからの週をえらんでください。")


def check_publishable(state: PlanState, *, planned: int) -> None:
    if state is PlanState.DISCARDED:
        raise Refused("この計画は古くなりました。新しい計画をごらんください。")
    if not planned:
        raise Refused("この計画には、決められる訪問がありません。")


def refuse_faults(faults: Iterable[Fault]) -> None:
    """Names every stale or clashing visit; nothing of the plan is published."""
    named = [fault.said for fault in faults]
    if named:
        raise Refused(
            "計画を作ったあとに、変わったところがあります。まだ何も決まっていません。"
            "%(named)s 計画を作り直してください。",
            named=named,
        )


def check_draft(state: PlanState) -> None:
    if state is not PlanState.DRAFT:
        raise Refused("この計画は、もう変えられません。新しい計画をごらんください。")


def check_choosable(state: PlanState, *, monday: date, today: date) -> None:
    check_week(monday, today=today)
    if state is PlanState.PUBLISHED:
        raise Refused("この計画は、もうお知らせずみです。")


def check_set(
    starts_at: datetime, tutors: Sequence[object], *, wanted: int, monday: date, now: datetime
) -> None:
    """A start within the plan's week that is still to come, and as many different people as are wanted."""
    if starts_at <= now:
        raise Refused("訪問の始まりは、これからの日時にしてください。")
    if not monday <= local_date(starts_at) <= monday + timedelta(days=6):
        raise Refused("この計画の週のなかの日時にしてください。")
    if local(starts_at).minute % QUARTER or starts_at.second or starts_at.microsecond:
        raise Refused("訪問の始まりは、15分きざみにしてください。")
    if len(tutors) != wanted or len(set(tutors)) != wanted:
        raise Refused("訪問には、ちがう学生講師を%(wanted)d人えらんでください。", wanted=wanted)


def better_at_most(points: int, bound: int | None, engine: str) -> Said | None:
    """How much better than with `points` the week could be planned at all; None if little is proven.

    A plan of the simple engine says so instead: where the fast one runs, a better plan is likely.
    """
    if bound is not None and 0 < points >= bound:
        return Said("これより良い組み方はありません。")
    if engine == SIMPLE:
        return Said("簡易の計算で組みました。速い計算が使えると、もっと良い組み方が見つかることがあります。")
    tenths = WORTH_SAYING + 1 if bound is None or points <= 0 else -(-1000 * (bound - points) // points)
    if tenths > WORTH_SAYING:
        return None
    percent = f"{tenths // 10}.{tenths % 10}"
    return Said("これより良い組み方があっても、差は最大%(percent)s%%です。", percent=percent)
