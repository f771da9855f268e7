"""What a list says of a student: how far, until when, how often, and what he or she can teach."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tutor import written_time
from tutor.errors import Refused
from tutor.people.models import TravelMode
from tutor.table_files.cells import count, pieces, plain
from tutor.table_files.rows import Row

MODES: Final = {
    TravelMode.WALK: ("徒歩", "歩き"),
    TravelMode.BICYCLE: ("自転車",),
    TravelMode.BUS: ("バス", "公共交通", "電車"),
    TravelMode.CAR: ("車", "自動車", "自家用車"),
}
TAGS: Final = {
    "iphone": ("iphone", "アイフォン"),
    "android": ("android", "アンドロイド"),
    "rakuraku": ("らくらく", "らくらくスマートフォン", "らくらくホン"),
    "line": ("line", "ライン"),
    "payments": ("支払い", "キャッシュレス", "電子マネー"),
    "experienced": ("経験者", "経験あり", "ベテラン"),
    "woman": ("女性",),
}
USUAL_WEEK, USUAL_DAY = 5, 2
MOST_VISITS: Final = 20


@dataclass(frozen=True)
class TutorValues:
    mode: TravelMode
    starts_on: date
    until: date
    max_week: int
    max_day: int
    tags: tuple[str, ...]


def read(row: Row, *, today: date) -> TutorValues:
    starts_on = row.take("starts_on", _day, row.text("starts_on"), otherwise=today) or today
    until = row.take("until", _last_day, row.text("until"))
    if until and until < starts_on:
        row.refuse("until", Refused("卒業予定は、始める日よりあとの日にしてください。"))
    tags = row.take("tags", _tags, row.text("tags"), row.text("gender")) or ()
    return TutorValues(
        mode=row.take("mode", _mode, row.text("mode")) or TravelMode.BICYCLE,
        starts_on=starts_on,
        until=until or today,
        max_week=row.take("max_week", count, row.text("max_week"), most=MOST_VISITS, otherwise=USUAL_WEEK)
        or USUAL_WEEK,
        max_day=row.take("max_day", count, row.text("max_day"), most=MOST_VISITS, otherwise=USUAL_DAY)
        or USUAL_DAY,
        tags=tags,
    )


def _day(typed: str, *, otherwise: date) -> date:
    return written_time.day(typed) if typed else otherwise


def _last_day(typed: str) -> date:
    """A month alone lasts until its last day."""
    if not typed:
        raise Refused("卒業予定を、2028-03-31 か 令和10年3月 のように入れてください。")
    first = written_time.month(typed)
    return (
        (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if first else written_time.day(typed)
    )


def _mode(typed: str) -> TravelMode:
    for mode, words in MODES.items():
        if plain(typed) in words:
            return mode
    raise Refused("交通手段は、徒歩、自転車、バス、車 のどれかを入れてください。")


def _tags(typed: str, gender: str) -> tuple[str, ...]:
    found = {"woman"} if gender.startswith("女") else set()
    for word in (plain(piece) for piece in pieces(typed)):
        known = [tag for tag, words in TAGS.items() if word in words]
        if not known:
            raise Refused(
                "「%(word)s」は読み取れません。"
                "iPhone、Android、らくらく、LINE、支払い、経験者、女性 から入れてください。",
                word=word,
            )
        found.update(known)
    return tuple(sorted(found))
