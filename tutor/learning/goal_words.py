"""Does a unit speak of what somebody wishes for, in his or her own words? By the things named, no more."""

import re

THINGS = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{2,}|[a-z]{2,}")
"""Words of two or more kanji, katakana or Latin letters: what one wants is nearly always such a word."""
DONE_WITH = re.compile(r"([^をがにでのはへとも、。・（）「」\s]{1,6})[をが]")
"""The others, such as 音, 字 or あかり, are found where something is done with them."""
SAID_OF_EVERYTHING = frozenset(
    (
        "スマホ",
        "スマートフォン",
        "ケータイ",
        "ガラケー",
        "携帯",
        "電話機",
        "自分",
        "一人",
        "一度",
        "練習",
        "教室",
        "先生",
        "家族",
    )
)


def fits(wish: str, text: str) -> bool:
    """「孫と写真をやりとり」 fits 「写真を送る」."""
    wish, text = wish.lower(), text.lower()
    if any(thing in text for thing in set(THINGS.findall(wish)) - SAID_OF_EVERYTHING):
        return True
    wanted = DONE_WITH.findall(wish)
    return any(one == noun or one.endswith(noun) for noun in DONE_WITH.findall(text) for one in wanted)
