"""What a voice says of a text: sentences, with readings in place of kanji and no sign of Markdown. Pure."""

import re
from collections.abc import Iterator

from tutor.curriculum.blanks import without_lines
from tutor.curriculum.page_html import paragraphs

LONGEST = 80
"""About eleven seconds: voices of Android fall silent after fourteen."""
ENDS = "。！？"
OPEN, CLOSED = "「『（(", "」』）)"
BLANK = re.compile(r"[（(](?:[\s＿_]*|[^（）()]*[\s＿_]{2}[^（）()]*)[）)]")
"""A line to be filled in by hand, as （　　　） or （　　時　　分）."""
BLANKS_AT_END = re.compile(rf"(?:{BLANK.pattern}[、，,と。.]?[^\S\n]*)+$", re.MULTILINE)
UNNAMED = "なになに"
"""Said for a blank in the middle: 丸は、（　　）にあります."""
QUOTED = re.compile("「[^「」]*」")
KANA = re.compile("[ぁ-ヺ]")
"""What is left of kana outside quotes tells Japanese from an English line that quotes a screen."""
SIGNS = {"○": "まる", "〇": "まる", "◯": "まる", "×": "ばつ", "△": "さんかく", "◁": "左向きの三角"}
SIGN = re.compile("|".join(SIGNS))
SHOWN = {
    "＜": "くの字",
    "＞": "矢じり",
    "∧": "山形",
    "∨": "山形",
    "←": "左向きの矢印",
    "⇧": "上向きの矢印",
    "✓": "チェック",
    "＋": "プラス",
    "+": "プラス",
    "@": "アットマーク",
    "「！」": "「びっくり」",
    "「？」": "「はてな」",
    "「/」": "「ななめの線」",
    "「…」": "「てんてんてん」",
    "「#」": "「シャープ」",
    "lg.jp": "エルジー ドット ジェイピー",
    "go.jp": "ジーオー ドット ジェイピー",
}
"""What a screen shows and most voices leave out: 「＜」でもどります was 「」でもどります."""
SHOWN_SIGN = re.compile("|".join(map(re.escape, SHOWN)))
NAMED = re.compile("(しるし|マーク|矢じり|矢印|形|線)[「（][＜＞∧∨←⇧✓！？/…][」）]")
"""A sign after its name is not said a second time."""
YEN = re.compile(r"[¥￥]\s?([\d,]*\d)")
DIGITS = ["ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー"]
HELP = {
    "110": "ひゃくとお番",
    "118": "ひゃくじゅうはち番",
    "119": "ひゃくじゅうきゅう番",
    "171": "イチナナイチ",
    "188": "イチハチハチ",
}
"""Numbers to call, each said in one way everywhere: 188 is not counted to one hundred and eighty-eight."""
CALLED = re.compile(
    r"(?<![\d.,#-])(?:(?P<help>11[089]番?|171|188)(?![\d.,-]|[円人回分秒年日時枚件個つ]|ページ)"
    r"|(?P<line>0\d{1,4}-\d{1,4}-\d{3,4})(?![\d-])|#(?P<short>\d{4})(?!\d))"
)
"""119, 0120-000-000 and #9110."""


def sentences(text: str) -> list[str]:
    """Of Markdown as a page shows it: lists with their numbers, without pictures and a town's blanks."""
    found: list[str] = []
    for number, words in paragraphs(without_lines(text)):
        found += plain_sentences(_numbered(number, words) if words.strip() else "")
    return found


def plain_sentences(text: str) -> list[str]:
    """Of words without any Markdown. A line that ends with a blank ends what is said."""
    wholes = [_without_signs(_in_one_line(piece)) for piece in BLANKS_AT_END.split(text)]
    ended = [one.strip() for whole in wholes for one in _ended(whole)]
    return [part for one in ended for part in _breaths(one) if any(map(str.isalnum, part))]


def _without_signs(whole: str) -> str:
    if KANA.search(QUOTED.sub("", whole)):
        whole = NAMED.sub(r"\1", BLANK.sub(UNNAMED, whole))
        whole = SHOWN_SIGN.sub(lambda sign: SHOWN[sign[0]], YEN.sub(r"\1円", whole))
        whole = CALLED.sub(_called, whole)
    if not whole.isascii():
        whole = SIGN.sub(lambda sign: SIGNS[sign[0]], whole)
    return BLANK.sub("", whole)


def _called(number: re.Match[str]) -> str:
    if known := number["help"]:
        return HELP[known[:3]]
    if short := number["short"]:
        return f"シャープ、{_digits(short)}"
    return "の、".join(map(_digits, number["line"].split("-")))


def _digits(number: str) -> str:
    return "".join(DIGITS[int(digit)] for digit in number)


def _numbered(number: str, said: str) -> str:
    if not number:
        return said
    return f"{number}. {said}" if said.isascii() else f"{number}、{said}"


def _in_one_line(text: str) -> str:
    """A line of the file may end in the middle of a sentence."""
    whole = ""
    for line in text.splitlines():
        between = " " if whole[-1:].isascii() and line[:1].isascii() else ""
        whole += between + line.strip()
    return whole.strip()


def _ended(text: str) -> Iterator[str]:
    """Cut after each end of a sentence; what is said within quotes stays whole."""
    begin = depth = 0
    for at, sign in enumerate(text):
        depth += (sign in OPEN) - (sign in CLOSED)
        if depth <= 0 and _is_end(text, at):
            yield text[begin : at + 1]
            begin = at + 1
    yield text[begin:]


def _is_end(text: str, at: int) -> bool:
    sign, after = text[at], text[at + 1 : at + 2]
    if sign in ENDS:
        return after not in (*ENDS, *CLOSED) if after else True
    # "1." before its step is a number, no sentence.
    return sign in ".!?" and after in ("", " ") and not text[:at].isdigit()


def _breaths(sentence: str) -> Iterator[str]:
    """A sentence too long for one breath is cut at its commas."""
    while _length(sentence) > LONGEST:
        fits = next(n for n in range(len(sentence), 0, -1) if _length(sentence[:n]) <= LONGEST)
        comma = max(sentence.rfind(mark, 0, fits) for mark in ("、", ", ", "」"))
        cut = comma + 1 if comma > 0 else fits
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    yield sentence


def _length(sentence: str) -> float:
    """In Japanese syllables, roughly."""
    return sum(0.4 if sign.isascii() else 1 for sign in sentence)
