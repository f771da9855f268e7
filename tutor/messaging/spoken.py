"""What a machine says on the telephone around a message, and what a pressed key means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.local_time import WEEKDAYS
from tutor.messaging.models import Meaning
from tutor.messaging.purposes import QUESTION
from tutor.people.languages import Language

KEYS = {"1": Meaning.NOTED, "2": Meaning.CALL_ME, "9": Meaning.AGAIN}
ROUNDS = 6
"""So often one call says it all, whatever is pressed."""


@dataclass(frozen=True)
class Words:
    opening: str
    keys: str
    once_more: str
    """Before all is said again."""
    noted: str
    will_ring: str
    goodbye: str


JAPANESE = Words(
    opening="こんにちは。スマホのレッスンのお知らせです。これは自動のお電話です。",
    keys="おわかりになりましたら、1を押してください。職員からのお電話をご希望でしたら、2を押してください。"
    "もう一度お聞きになるときは、9を押してください。",
    once_more="もう一度申し上げます。",
    noted="ありがとうございます。お電話を終わります。",
    will_ring="わかりました。職員から、のちほどお電話します。お電話を終わります。",
    goodbye="お聞きくださり、ありがとうございました。お電話を終わります。",
)
EASY = Words(
    opening="こんにちは。スマホの レッスンの お知らせです。これは 機械の 電話です。",
    keys="わかったら、1を 押してください。電話が ほしい ときは、2を 押してください。"
    "もう一度 聞く ときは、9を 押してください。",
    once_more="もう一度 言います。",
    noted="ありがとうございます。電話を おわります。",
    will_ring="わかりました。あとで 電話を します。電話を おわります。",
    goodbye="ありがとうございました。電話を おわります。",
)
ENGLISH = Words(
    opening="Hello. This is an automatic call about your smartphone lessons.",
    keys="If that is clear, please press 1. If you would like us to call you, press 2. "
    "To hear it again, press 9.",
    once_more="Here it is again.",
    noted="Thank you. Goodbye.",
    will_ring="All right. We will call you later. Goodbye.",
    goodbye="Thank you for listening. Goodbye.",
)
WORDS: dict[str, Words] = {Language.JA: JAPANESE, Language.EASY: EASY, Language.EN: ENGLISH}
ASKING: dict[str, Words] = {
    Language.JA: replace(
        JAPANESE,
        opening="こんにちは。スマホのレッスンのことで、一つだけおたずねします。これは自動のお電話です。",
        keys="よかったときは、1を押してください。職員とお話しになりたいときは、2を押してください。"
        "もう一度お聞きになるときは、9を押してください。",
        noted="お返事をありがとうございます。お電話を終わります。",
    ),
    Language.EASY: replace(
        EASY,
        opening="こんにちは。スマホの レッスンの ことを、一つ 聞きます。これは 機械の 電話です。",
        keys="よかったら、1を 押してください。わたしたちと 話したい ときは、2を 押してください。"
        "もう一度 聞く ときは、9を 押してください。",
    ),
    Language.EN: replace(
        ENGLISH,
        opening="Hello. This is an automatic call with one question about your smartphone lessons.",
        keys="If it was good, please press 1. If you would like us to call you, press 2. "
        "To hear it again, press 9.",
    ),
}
"""Around the one question after a lesson."""
DAY = re.compile(rf"[（(]([{WEEKDAYS}])[)）]")
TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)")
NUMBER = re.compile(r"(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])")


def words(language: str, purpose: str = "") -> Words:
    known = ASKING if purpose == QUESTION else WORDS
    return known.get(language, known[Language.JA])


def message(body: str, language: str, purpose: str = "", *, again: bool = False) -> Sequence[str]:
    """Part by part, with a pause between."""
    ours = words(language, purpose)
    return (ours.once_more if again else ours.opening, aloud(body, language), ours.keys)


def aloud(text: str, language: str) -> str:
    """As one would say it: what is written short is read wrongly by a machine, and a number too fast."""
    if language == Language.EN:
        return NUMBER.sub(lambda found: ", ".join(" ".join(part) for part in found[0].split("-")), text)
    said = DAY.sub(r"、\1曜日、", text).replace("・", "、")
    said = TIME.sub(_clock, said)
    return NUMBER.sub(lambda found: "、".join(" ".join(part) for part in found[0].split("-")), said)


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    half = "午前" if hour < 12 else "午後"
    minutes = f"{minute}分" if minute else ""
    return f"{half}{hour if hour <= 12 else hour - 12}時{minutes}"
