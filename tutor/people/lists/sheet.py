"""A list of people as an office keeps it: each row becomes plain values, or names its wrong cells."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tutor import phone, written_time
from tutor.errors import Refused
from tutor.people.actions import Name
from tutor.people.lists import tutor_sheet
from tutor.people.lists.tutor_sheet import TutorValues
from tutor.people.models import PhoneKind
from tutor.table_files.cells import kana, pieces, plain
from tutor.table_files.rows import Headings, Row

HEADINGS: Final[Headings] = {
    "kind": ("種別", "区分", "立場"),
    "name": ("氏名", "名前", "お名前", "ご氏名", "受講者氏名", "学生氏名", "受講者", "学生", "学生講師"),
    "family": ("姓", "苗字", "名字", "氏"),
    "given": ("名",),
    "reading": ("ふりがな", "よみ", "よみがな", "読み", "カナ", "氏名カナ", "カナ氏名", "氏名ふりがな"),
    "family_reading": ("せい", "姓カナ", "姓ふりがな", "セイカナ"),
    "given_reading": ("めい", "名カナ", "名ふりがな", "メイカナ"),
    "telephone": (
        "電話番号", "電話", "TEL", "tel番号", "携帯", "携帯電話", "携帯番号", "携帯電話番号",
        "自宅電話", "自宅電話番号", "固定電話", "連絡先", "電話1", "電話2", "電話番号1", "電話番号2",
    ),
    "postcode": ("郵便番号", "〒"),
    "town": ("町", "町名", "地区", "大字", "町・字"),
    "address": ("住所", "番地", "所在地", "ご住所", "自宅住所"),
    "way_note": ("道順", "目印", "行き方"),
    "born": ("生年月日", "生まれた年", "生年", "生まれ", "誕生日"),
    "phone_kind": ("電話機", "機種", "スマホ", "スマートフォン", "携帯の種類", "スマホの種類"),
    "goal": ("できるようになりたいこと", "目標", "習いたいこと", "希望内容", "相談内容"),
    "gender": ("性別",),
    "mode": ("交通手段", "移動手段", "移動", "通い方"),
    "starts_on": ("始める日", "開始日", "入社日", "登録日"),
    "until": ("卒業予定", "終わる日", "卒業", "卒業年月", "終了日"),
    "max_week": ("週の上限", "週に行ける回数", "1週間の上限"),
    "max_day": ("1日の上限", "日の上限", "1日に行ける回数"),
    "tags": ("教えられること", "得意", "教えられる機種"),
}  # fmt: skip
NEEDED: Final = (("name", "family"), ("reading", "family_reading"))
MANY: Final = ("telephone",)

LEARNER, TUTOR = "受講者", "学生講師"
TUTOR_WORDS: Final = ("講師", "学生", "チューター")
LEARNER_WORDS: Final = ("受講", "学習", "シニア", "生徒")
PHONES: Final = {
    PhoneKind.RAKURAKU: ("らくらく", "シンプルスマホ", "かんたんスマホ"),
    PhoneKind.IPHONE: ("iphone", "アイフォン", "あいふぉん"),
    PhoneKind.ANDROID: (
        "android", "アンドロイド", "あんどろいど", "xperia", "aquos", "galaxy", "arrows", "pixel", "oppo",
    ),
    PhoneKind.NONE: ("なし", "ない", "持っていない", "ガラケー", "未所有"),
    PhoneKind.UNKNOWN: ("わからない", "不明", "分からない"),
}  # fmt: skip
PHONE_WORDS: Final = {
    PhoneKind.IPHONE: "iPhone",
    PhoneKind.ANDROID: "Android",
    PhoneKind.RAKURAKU: "らくらく",
    PhoneKind.NONE: "なし",
    PhoneKind.UNKNOWN: "わからない",
}
KANA: Final = re.compile(r"[ぁ-ゖー・ 　]+")


@dataclass(frozen=True)
class Number:
    e164: str
    typed: str


@dataclass(frozen=True)
class Home:
    """As written: the town may stand in its own column, in the address, or in both."""

    town: str
    address: str
    postcode: str
    way_note: str

    @property
    def written(self) -> str:
        """What is kept as the address."""
        return self.address or self.town


@dataclass(frozen=True)
class PersonValues:
    """`tutor` is None for a learner."""

    name: Name
    numbers: tuple[Number, ...]
    home: Home
    born_year: int | None
    phone_kind: PhoneKind
    goal: str
    tutor: TutorValues | None


def read(row: Row, *, today: date) -> PersonValues:
    """What could not be read is in `row.faults`; the values are then not to be used."""
    is_tutor = bool(row.take("kind", _is_tutor, row.text("kind"), sheet=row.sheet))
    return PersonValues(
        name=_name(row),
        numbers=tuple(row.take("telephone", numbers, row.texts("telephone")) or ()),
        home=_home(row, needed=is_tutor),
        born_year=row.take("born", written_time.born_year, row.text("born"), today=today),
        phone_kind=row.take("phone_kind", _phone_kind, row.text("phone_kind")) or PhoneKind.UNKNOWN,
        goal=row.limited("goal", 300),
        tutor=tutor_sheet.read(row, today=today) if is_tutor else None,
    )


def _is_tutor(typed: str, *, sheet: str) -> bool:
    """From the column, or else from the name of the sheet. Nothing said is a learner."""
    if any(word in (typed or sheet) for word in TUTOR_WORDS):
        return True
    if typed and not any(word in typed for word in LEARNER_WORDS):
        raise Refused("種別は「受講者」か「学生講師」のどちらかを入れてください。")
    return False


def _name(row: Row) -> Name:
    family, given = _parts(row, "name", "family", "given", 40)
    family_reading, given_reading = (
        kana(part) for part in _parts(row, "reading", "family_reading", "given_reading", 60)
    )
    for part in (family_reading, given_reading):
        if part and not KANA.fullmatch(part):
            row.refuse("reading", Refused("ふりがなは、ひらがなかカタカナで入れてください。"))
            break
    if not family:
        row.refuse("name", Refused("お名前を入れてください。"))
    if not family_reading:
        row.refuse("reading", Refused("ふりがなを入れてください。同じ方かどうかを、これで見分けます。"))
    return Name(family, given, family_reading, given_reading)


def _parts(row: Row, whole: str, first: str, second: str, most: int) -> tuple[str, str]:
    """From two columns, or from one with a space between."""
    if row.text(first):
        return row.limited(first, most), row.limited(second, most)
    words = row.limited(whole, most).split(maxsplit=1)
    return (words[0] if words else ""), " ".join(words[1].split()) if len(words) > 1 else ""


def numbers(cells: Iterable[str]) -> list[Number]:
    """Several in one cell or several columns; words like 自宅 beside a number are left out."""
    found: dict[str, Number] = {}
    for cell in cells:
        for piece in pieces(cell):
            typed = re.sub(r"\([^()\d]*\)|[^\d()+\-‐-―−ーｰ \.]", "", piece).strip()
            if re.search(r"\d", typed):
                number = _number(typed)
                found.setdefault(number.e164, number)
            else:
                raise Refused("電話番号が読み取れません。0191-21-8633 のように入れてください。")
    return list(found.values())


def _number(typed: str) -> Number:
    """Excel takes the 0 away from a number that is not kept as text; no number here begins otherwise."""
    digits = re.sub(r"\D", "", typed)
    if not typed.startswith(("0", "+", "(0")) and len(digits) in {9, 10}:
        typed = f"0{typed}"
    return Number(phone.read(typed).e164, typed[:40])


def _home(row: Row, *, needed: bool) -> Home:
    home = Home(
        town=row.limited("town", 60),
        address=row.limited("address", 200),
        postcode=row.take("postcode", _postcode, row.text("postcode")) or "",
        way_note=row.limited("way_note", 400),
    )
    if needed and not home.written:
        row.refuse(
            "address", Refused("学生講師の住所か町を入れてください。行き帰りの時間を計算するのに使います。")
        )
    return home


def _postcode(typed: str) -> str:
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", typed))
    if typed and len(digits) not in {6, 7}:
        raise Refused("郵便番号は、7けたの数字で入れてください。")
    return digits.zfill(7) if digits else ""


def _phone_kind(typed: str) -> PhoneKind:
    words = plain(typed)
    if not words:
        return PhoneKind.UNKNOWN
    for kind, known in PHONES.items():
        if any(word in words for word in known):
            return kind
    raise Refused("電話機は、iPhone、Android、らくらく、なし、わからない のどれかを入れてください。")
