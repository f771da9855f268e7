"""A unit's Markdown cut at its headings, with line numbers, and the rules for every line in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from unicodedata import east_asian_width

from tutor.curriculum.blanks import BLANK
from tutor.curriculum.page_html import PICTURE, RUBY, is_link_allowed, page_html, without_ruby
from tutor.curriculum.source.problems import Complain

LONGEST_LINE = 36
_HEADING = re.compile(r"(#{1,6})\s*(.*)")
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[.\]\s*)?")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)]*)\)")
_MARKUP = re.compile(r"[<＃{*\[]")
_KANJI = re.compile(r"[\u3400-\u9fff々]")


@dataclass
class Passage:
    """A heading and the lines under it."""

    line: int
    level: int
    kind: str
    title: str
    lines: list[str] = field(default_factory=list)
    parts: list["Passage"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    def numbered(self) -> Iterator[tuple[int, str]]:
        return enumerate(self.lines, self.line + 1)


def sections_of(lines: Sequence[str], first_line: int, complain: Complain) -> list[Passage]:
    """The `#` passages, each with its `##` passages as parts."""
    sections: list[Passage] = []
    for passage in _passages(lines, first_line):
        if passage.level == 2 and sections:
            sections[-1].parts.append(passage)
        elif passage.level == 1:
            sections.append(passage)
        elif passage.level or passage.text:
            complain(max(passage.line, first_line), "「# ページ：題名」のような見出しから始めてください。")
    return sections


def _passages(lines: Sequence[str], first_line: int) -> list[Passage]:
    passages = [Passage(first_line - 1, 0, "", "")]
    for number, line in enumerate(lines, first_line):
        heading = _HEADING.fullmatch(line)
        if heading:
            kind, _, title = heading[2].replace("：", ":", 1).partition(":")
            passages.append(Passage(number, len(heading[1]), kind.strip(), title.strip()))
        else:
            passages[-1].lines.append(line)
    return passages


def check_lines(passage: Passage, complain: Complain) -> None:
    """What a learner reads: short lines, no HTML, links that lead out by http or telephone only."""
    check_plain(passage.line, passage.title, complain)
    for number, line in passage.numbered():
        check_line(number, line, complain)


def check_plain(number: int, line: str, complain: Complain) -> None:
    """Titles, questions and answers are shown as they are written."""
    check_line(number, line, complain)
    if RUBY.search(line) or PICTURE.search(line) or LINK.search(line) or "**" in line:
        complain(number, "題名、質問、答えには、飾り、ふりがな、リンク、絵は使えません。")
    if BLANK.search(line):
        complain(number, "題名、質問、答えには、「〔市で書く：…〕」は使えません。ページの文の中に。")


def check_line(number: int, line: str, complain: Complain) -> None:
    # Most lines are short whatever is in them; a thousand units have a hundred thousand lines.
    length = ceil(width(visible(line))) if len(line) > LONGEST_LINE else 0
    if length > LONGEST_LINE:
        complain(
            number, f"1行が{length}字あります。{LONGEST_LINE}字までに分けてください（英字は2つで1字です）。"
        )
    check_markup(number, line, complain)


def check_markup(number: int, line: str, complain: Complain) -> None:
    if not _MARKUP.search(line):
        return
    if re.search(r"<[A-Za-z/!]", line):
        complain(number, "HTML（<...>）は使えません。消してください。")
    if line.startswith("＃"):
        complain(number, "見出しの「＃」は、半角の「#」にしてください。")
    if any(not is_link_allowed(target) for _, target in LINK.findall(line)):
        complain(number, "リンクに使えるのは、https:// と http:// と tel: だけです。")
    if "{" in RUBY.sub("", line) or any(_KANJI.search(reading) for _, reading in RUBY.findall(line)):
        complain(number, "ふりがなは「{漢字|かんじ}」のように、かなで書いてください。")
    _check_picture(number, line, complain)
    # Next to 「」 Markdown leaves the stars standing, which nobody sees before it is on a phone.
    if "**" in line and "**" in page_html(line):
        complain(
            number, "太字の「**」がきいていません。「**緑**」のように、かぎかっこの内側に書いてください。"
        )


def _check_picture(number: int, line: str, complain: Complain) -> None:
    if "![" not in line:
        return
    found = PICTURE.fullmatch(line.strip())
    if found is None:
        complain(number, "絵は、1行に一つ「![何が見えるか](pictures/名前.svg)」と書いてください。")
    elif not found[1].strip():
        complain(number, "絵の説明がありません。[ ] の中に、何が見えるかを書いてください。")


def width(text: str) -> float:
    """In Japanese letters; those of English are half as wide."""
    return sum(1 if east_asian_width(letter) in "WFA" else 0.5 for letter in text)


def visible(line: str) -> str:
    """The line without its Markdown and pictures: what counts for its length."""
    line = PICTURE.sub("", without_ruby(_MARKER.sub("", line, count=1)))
    return LINK.sub(r"\1", line).replace("**", "").strip()
