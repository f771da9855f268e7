"""Readings, names and addresses, folded so that a search finds them however they were written."""

import unicodedata

import jaconv

# Since 2026 family registers write シヨウコ as well as ショウコ: small and large count as one.
LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")


def fold(reading: str) -> str:
    """Katakana and capitals, full width, without spaces, signs, small letters or long marks."""
    kana = jaconv.hira2kata(unicodedata.normalize("NFKC", reading).upper())
    return "".join(letter for letter in kana if letter.isalnum() and letter != "ー").translate(LARGE)
