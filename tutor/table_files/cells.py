"""What one cell says, made comparable."""

import re
import unicodedata

import jaconv

from tutor.errors import Refused

BETWEEN = re.compile(r"[、,，;；/／\n・]+")


def plain(typed: str) -> str:
    """Half-width, small letters, no spaces: Ｘperia 10 is xperia10."""
    return "".join(unicodedata.normalize("NFKC", typed).lower().split())


def pieces(typed: str) -> list[str]:
    """iPhone、Android・LINE are three."""
    return [piece.strip() for piece in BETWEEN.split(unicodedata.normalize("NFKC", typed)) if piece.strip()]


def kana(typed: str) -> str:
    """ｵﾉﾃﾞﾗ and オノデラ are kept as おのでら, as readings are kept everywhere."""
    return str(jaconv.kata2hira(unicodedata.normalize("NFKC", typed)))


def count(typed: str, *, most: int, otherwise: int) -> int:
    """5, ５回; nothing is `otherwise`."""
    digits = re.fullmatch(r"(\d{1,3})[回分人]?", plain(typed))
    if typed and (digits is None or not 1 <= int(digits[1]) <= most):
        raise Refused("1から%(most)dまでの数字で入れてください。", most=most)
    return int(digits[1]) if digits else otherwise
