"""In which language somebody is written to."""

from enum import StrEnum


class Language(StrEnum):
    """`ja-easy` is やさしい日本語: short sentences, few kanji."""

    JA = "ja"
    EASY = "ja-easy"
    EN = "en"
