"""Readings, names and addresses, folded so that a search finds them however they were written."""

import re
import unicodedata

import jaconv

# Since 2026 family registers write シヨウコ as well as ショウコ: small and large count as one.
# Two vowels that are one long one. In いのうえ, まつうら and ひろおか they belong to two words.
PASSPORT = (
    (re.compile("(?<=o)u(?!e)|(?<=^o)o|(?<=^[kt]o)o|(?<=(?:y|j|h)u)u"), ""),
    (re.compile("n(?=[bmp])"), "m"),
    (re.compile("cch"), "tch"),
)
LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")


def fold(reading: str) -> str:
    """Katakana and capitals, full width, without spaces, signs, small letters or long marks."""
    kana = jaconv.hira2kata(unicodedata.normalize("NFKC", reading).upper())
    return "".join(letter for letter in kana if letter.isalnum() and letter != "ー").translate(LARGE)


def romaji(reading: str) -> str:
    """As a passport writes it: さとう is Sato, おおの Ono."""
    letters = jaconv.kana2alphabet(jaconv.kata2hira(reading.replace("ー", "").replace("ヶ", "が")))
    for written, short in PASSPORT:
        letters = written.sub(short, letters)
    return letters.title()
