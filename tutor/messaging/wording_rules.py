"""What a text may say: which places it has, how long it gets, and which words it keeps to."""

import re
import unicodedata
from collections.abc import Collection

from tutor.messaging import lengths
from tutor.messaging.fields import Fields
from tutor.messaging.models import Channel
from tutor.people.languages import Language
from tutor.sentences import Said

MOST_SEGMENTS = 3
LONGEST = 800
"""Of what is not sent as an SMS: a minute and a half read aloud."""
IN_BRACES = re.compile(r"\{([^{}]*)\}")
URL = re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:jp|com|net|org|info|biz|io|me|ly|app)\b", re.IGNORECASE)
# What staff call each place, as it stands in braces before them.
PLACES = {
    "date": Said("日にち"),
    "time": Said("時刻"),
    "place": Said("場所"),
    "address": Said("会場の住所"),
    "tutors": Said("担当"),
    "learners": Said("受講者"),
    "title": Said("教室の名前"),
    "old_date": Said("前の日にち"),
    "old_time": Said("前の時刻"),
    "until": Said("返事の期限"),
    "office_phone": Said("事務所の電話"),
    "person": Said("宛名"),
    "who": Said("相手"),
    "body": Said("内容"),
    "code": Said("受付番号"),
}
# Without these a message is of no use to whom it reaches; the others may be left out to be short.
NEEDED = frozenset({"date", "time", "tutors", "until", "office_phone", "body", "code"})
# Words that frighten or are not understood, and what to say instead.
HARD = {
    "ログイン": "入る",
    "アカウント": "登録",
    "認証": "確かめる",
    "エラー": "できませんでした",
    "送信": "送る",
    "インストール": "入れる",
    "ダウンロード": "取りこむ",
    "アップデート": "新しくする",
    "キャンセル": "取りやめ",
    "リマインド": "お知らせ",
    "スケジュール": "予定",
    "アクセス": "開く",
}
# やさしい日本語 is polite with です and ます alone.
HARD_IN_EASY = {
    "いらっしゃ": "です",
    "ございま": "あります",
    "うかが": "行きます",
    "いたしま": "します",
    "いただ": "もらいます",
    "お越し": "来て",
    "まいりま": "行きます",
    "恐れ入り": "すみません",
    "取りやめ": "ありません",
}


def tidy(typed: str) -> str:
    """As it is kept: one sort of line end, and braces as a Japanese keyboard types them made plain."""
    return typed.replace("\r\n", "\n").replace("｛", "{").replace("｝", "}").strip()


def faults(body: str, *, language: str, known: Collection[str], needed: Collection[str]) -> list[Said]:
    """Everything that is wrong with it as it was typed; how long it gets, only `too_long` can say."""
    if not body:
        return [Said("文面を入れてください。")]
    found = [*_of_places(body, known, needed), *_of_words(body, language)]
    if URL.search(unicodedata.normalize("NFKC", body)):
        found.append(
            Said("ホームページの番地（URL）は入れないでください。だます人のメッセージと見分けがつきません。")
        )
    return found


def too_long(filled: str, channel: Channel) -> list[Said]:
    """`filled` is the text with the longest names that there are."""
    if channel is not Channel.SMS:
        most = Said("長すぎます。いちばん長い名前を入れて%(most)d文字までにしてください。", most=LONGEST)
        return [most] if len(filled) > LONGEST else []
    parts = lengths.segments(filled)
    if parts <= MOST_SEGMENTS:
        return []
    return [
        Said(
            "長すぎます。SMSが%(parts)d通に分かれます。%(most)d通までに短くしてください。",
            parts=parts,
            most=MOST_SEGMENTS,
        )
    ]


def needed(shipped: Collection[str], channel: Channel, *, is_copy: bool) -> frozenset[str]:
    """Of the places of the text that we deliver, those that must stay. Who is not rung needs our number."""
    kept = NEEDED | {"person"} if is_copy else NEEDED
    number = frozenset() if channel is Channel.STAFF_CALL else frozenset({"office_phone"})
    return (kept & frozenset(shipped)) | number


def fillable(body: str, fields: Fields) -> Fields:
    """So that a text with a place that does not exist can be looked at all the same."""
    return {**{name: f"{{{name}}}" for name in IN_BRACES.findall(body)}, **fields}


def _of_places(body: str, known: Collection[str], needed: Collection[str]) -> list[Said]:
    used = IN_BRACES.findall(body)
    found = [
        Said(
            "{%(name)s}は、この文面では使えません。表にあるものを使ってください。",
            name=PLACES.get(name, name),
        )
        for name in dict.fromkeys(used)
        if name not in known
    ]
    missing = [PLACES[name] for name in PLACES if name in needed and name not in used]
    found += [Said("{%(name)s}がありません。文面のどこかに入れてください。", name=name) for name in missing]
    if set("{}") & set(IN_BRACES.sub("", body)):
        found.append(Said("「{」と「}」は、{日にち}のように、名前をはさむときだけ使えます。"))
    return found


def _of_words(body: str, language: str) -> list[Said]:
    if language == Language.EN:
        return []
    folded = unicodedata.normalize("NFKC", body)
    hard = HARD | HARD_IN_EASY if language == Language.EASY else HARD
    return [
        Said(
            "「%(word)s」はむずかしい言葉です。「%(instead)s」のように言いかえてください。",
            word=word,
            instead=instead,
        )
        for word, instead in hard.items()
        if word in folded
    ]
