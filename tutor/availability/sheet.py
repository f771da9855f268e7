"""A table of hours in which tutors can come: 学生, 曜日, から, まで, 学期."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from tutor import written_time
from tutor.errors import Refused
from tutor.sentences import WEEKDAYS
from tutor.table_files.rows import Headings, Row

HEADINGS: Final[Headings] = {
    "tutor": ("学生", "学生講師", "講師", "氏名", "名前", "お名前"),
    "reading": ("ふりがな", "よみ", "よみがな", "カナ"),
    "telephone": ("電話番号", "電話", "TEL", "携帯", "携帯電話"),
    "weekday": ("曜日", "曜"),
    "begins": ("から", "開始", "始まり", "開始時刻", "始"),
    "ends": ("まで", "終了", "終わり", "終了時刻", "終"),
    "term": ("学期", "期間"),
    "term_starts": ("学期の初日", "学期の始まり", "学期開始日"),
    "term_ends": ("学期の最終日", "学期の終わり", "学期終了日"),
}
NEEDED: Final = (("tutor", "reading"), ("weekday",), ("begins",), ("ends",))


@dataclass(frozen=True)
class HoursValues:
    """`term_days` are said only for a term that is new."""

    weekdays: tuple[int, ...]
    begins: time
    ends: time
    term: str
    term_days: tuple[date, date] | None


def read(row: Row) -> HoursValues:
    """What could not be read is in `row.faults`; the values are then not to be used."""
    begins = row.take("begins", written_time.clock_time, row.text("begins"))
    ends = row.take("ends", written_time.clock_time, row.text("ends"))
    if begins and ends and begins >= ends:
        row.refuse("ends", Refused("「まで」は「から」よりあとの時刻にしてください。"))
    return HoursValues(
        tuple(row.take("weekday", written_time.weekdays, row.text("weekday")) or ()),
        begins or time(0),
        ends or time(23, 59),
        row.limited("term", 40),
        _term_days(row),
    )


def _term_days(row: Row) -> tuple[date, date] | None:
    if not (row.text("term_starts") or row.text("term_ends")):
        return None
    first = row.take("term_starts", written_time.day, row.text("term_starts"))
    last = row.take("term_ends", written_time.day, row.text("term_ends"))
    if first and last and first > last:
        row.refuse("term_ends", Refused("学期の最終日は、初日よりあとの日にしてください。"))
    return (first, last) if first and last else None


def refuse_overlaps(rows: Sequence[tuple[Row, HoursValues]]) -> None:
    """Of one tutor and one term. Hours that touch are fine; two that overlap are asked about, not merged."""
    spans = [(day, one.begins, one.ends, row) for row, one in rows if not row.faults for day in one.weekdays]
    spans.sort(key=lambda span: span[:3])
    longest: dict[int, tuple[time, Row]] = {}
    for day, begins, ends, row in spans:
        before = longest.get(day)
        if before and begins < before[0]:
            row.refuse("begins", _overlap(day, before[1]))
        if before is None or ends > before[0]:
            longest[day] = ends, row


def _overlap(day: int, first: Row) -> Refused:
    return Refused(
        "%(day)sの時間が、%(line)d行目と重なっています。どちらかを直してください。",
        day=WEEKDAYS[day],
        line=first.line.number,
    )


def slots(values: Iterable[HoursValues]) -> list[tuple[int, time, time]]:
    """As availability.actions.set_weekly_hours takes them."""
    return sorted({(day, one.begins, one.ends) for one in values for day in one.weekdays})
