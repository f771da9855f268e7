"""Signs, blanks and numbers as people say them: voices leave signs out and count telephone numbers. Pure."""

import re

BLANK = re.compile(r"[（(](?:[\s＿_]*|[^（）()]*[\s＿_]{2}[^（）()]*)[）)]")
"""A line to be filled in by hand, as （　　　） or （　　時　　分）."""
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


def with_signs_said(whole: str) -> str:
    """A sentence in which no sign, blank or number is left to the voice."""
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
