"""A list of requests as an office keeps it: the person as in a list of people, and what is wished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from tutor.errors import Refused
from tutor.people.lists import sheet as people
from tutor.people.lists.identity import Identity
from tutor.people.lists.sheet import PersonValues
from tutor.table_files.cells import count, plain
from tutor.table_files.rows import Headings, Row
from tutor.visit_requests import wish_text
from tutor.visit_requests.rules import HalfDay

PERSON: Final = (
    "name", "family", "given", "reading", "family_reading", "given_reading", "telephone", "postcode", "town",
    "address", "way_note", "born", "phone_kind", "goal",
)  # fmt: skip
HEADINGS: Final[Headings] = {name: people.HEADINGS[name] for name in PERSON} | {
    "group": ("組", "申込番号", "グループ", "受付番号"),
    "wishes": (
        "来てほしい日", "希望日時", "希望日", "希望", "曜日", "第1希望", "第2希望", "第3希望",
        "希望1", "希望2", "希望3",
    ),
    "venue": ("会場", "場所"),
    "minutes": ("長さ", "時間", "レッスンの長さ"),
    "programme": ("事業", "事業名"),
    "why_home": ("家で習いたいわけ", "訪問を希望する理由", "理由"),
    "woman": ("女性希望", "女性の講師", "講師の希望"),
    "note": ("覚え書き", "備考", "メモ", "その他"),
}  # fmt: skip
NEEDED: Final = (*people.NEEDED, ("goal",), ("wishes",))
MANY: Final = ("telephone", "wishes")
MINUTES: Final = (30, 60, 90)
NO: Final = {"", "なし", "いいえ", "不要", "-", "×", "どちらでもよい", "希望しない"}


@dataclass(frozen=True)
class RequestValues:
    """Rows with the same `group` are one request; its first row says what is wished."""

    person: PersonValues
    group: str
    goal: str
    wishes: tuple[HalfDay, ...]
    venue: str
    programme: str
    minutes: int
    why_home: str
    note: str
    wants_woman: bool


def read(row: Row, *, today: date, is_first: bool) -> RequestValues:
    """Like the people's: what could not be read is in `row.faults`."""
    wishes = row.take("wishes", wish_text.wishes, row.texts("wishes"), today=today) if is_first else None
    if is_first and not row.texts("wishes"):
        row.refuse("wishes", Refused("来てほしい曜日か日にちを、一つ以上入れてください。"))
    if is_first and not row.text("goal"):
        row.refuse("goal", Refused("「できるようになりたいこと」を、一言で入れてください。"))
    return RequestValues(
        person=people.read(row, today=today),
        group=plain(row.text("group")),
        goal=row.text("goal"),
        wishes=tuple(wishes or ()),
        venue=row.text("venue"),
        programme=row.text("programme"),
        minutes=row.take("minutes", _minutes, row.text("minutes")) or 60,
        why_home=row.limited("why_home", 300),
        note=row.limited("note", 400),
        wants_woman=plain(row.text("woman")) not in NO,
    )


def _minutes(typed: str) -> int:
    found = count(typed, most=90, otherwise=60)
    if found not in MINUTES:
        raise Refused("レッスンの長さは、30分、60分、90分から入れてください。")
    return found


def form_key(municipality_id: int, first: RequestValues, people_: Sequence[Identity]) -> str:
    """The same words about the same people are the same request, in whatever file they come again."""
    said = [
        str(municipality_id),
        *(f"{one.reading}/{'/'.join(sorted(one.numbers))}/{one.born_year}" for one in people_),
        first.goal,
        *(repr(wish) for wish in first.wishes),
        plain(first.venue or first.person.home.written),
    ]
    return f"file-{sha256(chr(10).join(said).encode()).hexdigest()[:31]}"
