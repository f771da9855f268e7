"""A correct curriculum with one unit, small enough to break one line at a time."""

from pathlib import Path

MAIN = "curriculum.toml"
UNIT = "units/01-touch.md"

MAIN_TEXT = """\
key = "small"
title = "小さな教材"
language = "ja"

[[stages]]
number = 0
title = "はじめ"
theme = "さわります。"
needed_before = []

[[stages]]
number = 1
title = "つぎ"
theme = "話します。"
needed_before = [0]

[[skills]]
key = "tap"
stage = 0
text = "ポンとたたける"
core = true
looks.1 = "手を添えて"
looks.2 = "ことばで"
looks.3 = "ひとりで"
looks.4 = "見せられる"
crosswalk.digcomp = "2.1"

[[skills]]
key = "home"
stage = 0
text = "もどれる"
core = false
looks.1 = "手を添えて"
looks.2 = "ことばで"
looks.3 = "ひとりで"
looks.4 = "見せられる"
"""

UNIT_TEXT = """\
+++
key = "touch"
stage = 0
title = "さわる"
minutes = 30
skills = ["tap", "home"]
why = "安心できます。"
check_again_by = 2027-10-01
+++

# ページ：こわれません
さわっても、こわれません。

# ページ：たたく
絵をたたきます。
## iPhone
1. ふれて、はなします。
## Android
1. 短くふれます。
## らくらくスマートフォン
1. 押しこみます。
## こまったとき
外をたたきます。

# ページ：もどる
もどれます。

# れんしゅう：朝に一回
1. もどります。

# しつもん：どうしますか。
- [x] もどる
  そのとおりです。
- [ ] 切る
  切らなくて大丈夫です。

# しつもん：なぜですか。
- [ ] こわれた
  こわれていません。
- [x] 長くふれた
  そうです。

# じぶんの手順
もどるには（　　）

# 講師へ
手は机の上に置きます。
"""


def write_curriculum(folder: Path, *, main: str = MAIN_TEXT, unit: str = UNIT_TEXT) -> Path:
    (folder / "units").mkdir(exist_ok=True)
    (folder / MAIN).write_text(main, encoding="utf-8")
    (folder / UNIT).write_text(unit, encoding="utf-8")
    return folder


def line_of(text: str, part: str) -> int:
    """The number of the first line that contains `part`."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if part in line)


def changed(text: str, old: str, new: str) -> str:
    assert old in text, f"{old!r} is not in the small curriculum"
    return text.replace(old, new, 1)
