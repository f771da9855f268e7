"""What ages and has no date: numbers of offices, fees, hours, days, 無料 without a fact of the unit. Pure.

Not seen: rules in words alone (「届け出が要ります」), a single hour, years. Not asked: what a screen or a
swindler says within 「」 (but for telephone numbers) or somebody answers to a question, mobile numbers,
which are somebody's own, 110 and 119.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

from tutor.curriculum.blanks import BLANK
from tutor.curriculum.content import Unit
from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.hard_words import QUOTED
from tutor.curriculum.writing.lines import Line, Written

_HOUR = r"(?:\d{1,2}時(?:\d{1,2}分)?|\d{1,2}:\d\d)"
_EVENING = re.compile(r"(?:午後|夕方|夜)の?(\d{1,2})(?=時|:\d\d)")
_COUNTED = (
    r"(?![\d.,:-]|\s*(?:円|人|回|字|度|年|月|日|分|秒|時|点|枚|番目|ページ|歩|本|個|つ|%|[KMG]B|[ck]?m\b))"
)
NUMBERS = (
    r"#\d{4}(?!\d)",
    r"(?<![\d-])0(?![789]0)\d{1,4}-\d{1,4}-\d{3,4}(?!\d)",
    r"(?<![\d.,:#-])(?:104|11[35678]|136|1417|144|171|177|18[4689])" + _COUNTED,
)
PLAIN = (
    r"[\d,]+(?:十|百|千|万)*円",
    rf"{_HOUR}[^。\d]{{0,4}}(?:から|~|〜|-)[^。\d]{{0,6}}{_HOUR}",
    r"\d{1,2}月\d{1,2}日",
    r"無料",
)
_NUMBERS, _PLAIN = (re.compile("|".join(patterns)) for patterns in (NUMBERS, PLAIN))
_PIECES = re.compile(rf"#\d+|\d+(?:十|百|千|万)*円|\d+月\d+日|{_HOUR}|[\d-]{{3,}}|無料")


def undated(unit: Written) -> Iterator[Problem]:
    """Each at the first line that says it."""
    known = _known(unit.unit)
    seen = set()
    for line in unit.shown:
        for found in _ageing(line):
            if found not in seen and not _is_known(found, known):
                yield Problem(line.file, line.number, _said(found))
            seen.add(found)


def _ageing(line: Line) -> list[str]:
    even = BLANK.sub("", _even(line.text))
    plain = "" if line.is_answer else QUOTED.sub("", even)
    return [*_NUMBERS.findall(even), *_PLAIN.findall(plain)]


def _even(text: str) -> str:
    """Figures, signs, hours and what costs nothing in one form: 午後5時半 is 17時30分, 0円 is 無料."""
    even = re.sub(r"(?<=\d),(?=\d{3})", "", normalize("NFKC", text)).replace("時半", "時30分")
    even = re.sub(r"(?<!\d)0円", "無料", even)
    return _EVENING.sub(lambda hour: str(int(hour[1]) % 12 + 12), even)


def _known(unit: Unit) -> set[str]:
    return {piece for fact in unit.facts for piece in _PIECES.findall(_even(fact.text))}


def _is_known(found: str, known: set[str]) -> bool:
    """Of opening hours both ends."""
    return all(piece in known for piece in _PIECES.findall(found))


def _said(found: str) -> str:
    return (
        f"「{found}」は変わることがあります。この単元の[[facts]]に、「{found}」の入った文を、"
        "見直す日（check_again_by）と、どこで確かめたか（source）といっしょに書いてください。"
    )
