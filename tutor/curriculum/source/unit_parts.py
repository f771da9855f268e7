"""From the passages of a unit to its pages and questions."""

import re
from itertools import combinations

from tutor.curriculum.content import PHONES, Choice, Page, PhoneSteps, Question, Survey
from tutor.curriculum.page_html import PICTURE
from tutor.curriculum.source.problems import Complain
from tutor.curriculum.source.sections import Passage, check_lines, check_markup, check_plain

TROUBLE, PAPER, NARRATION = "こまったとき", "お手元の紙", "読み上げ"
PARTS = (*PHONES, TROUBLE, PAPER, NARRATION)
_CHOICE = re.compile(r"- \[(.)\]\s*(\S.*)")
_NAMES = re.compile(rf"{'|'.join(PHONES)}|アイフォーン|アイフォン|アンドロイド|らくらくホン|[\s、。，．,.]")
_LIST_MARK = re.compile(r"^\s*(?:\d+[.)]|[-*+])\s", re.MULTILINE)
EVIDENCE = re.compile(r"できること\s*[:：]\s*(.*)")


def read_page(section: Passage, complain: Complain) -> Page:
    for passage in [section, *section.parts]:
        if passage.kind == NARRATION:
            _check_said(passage, complain)
        else:
            check_lines(passage, complain)
    parts = _parts_by_heading(section, complain)
    if not section.title:
        complain(section.line, "ページの題名がありません。「# ページ：題名」と書いてください。")
    if not section.text and not parts:
        complain(section.line, "ページに文がありません。")
    trouble, paper, narration = (
        part.text if part else "" for part in (parts.pop(name, None) for name in (TROUBLE, PAPER, NARRATION))
    )
    _check_phones(section, parts, complain)
    steps = tuple(PhoneSteps(PHONES[name], part.text) for name, part in parts.items())
    return Page(section.title, section.text, steps, trouble, paper, narration)


def _check_said(passage: Passage, complain: Complain) -> None:
    """Nobody has to see it on a telephone, so its lines may be long; a voice sees no pictures."""
    for number, line in passage.numbered():
        check_markup(number, line, complain)
        if PICTURE.search(line):
            complain(number, "読み上げの中に、絵は使えません。")


def _parts_by_heading(section: Passage, complain: Complain) -> dict[str, Passage]:
    found: dict[str, Passage] = {}
    for part in section.parts:
        if part.kind not in PARTS:
            complain(part.line, f"小見出し「{part.kind}」はわかりません。使えるのは{'、'.join(PARTS)}です。")
        elif part.kind in found:
            complain(part.line, f"小見出し「{part.kind}」が二つあります。一つにしてください。")
        else:
            found[part.kind] = part
            if not part.text:
                complain(part.line, f"「{part.kind}」の下に文がありません。")
    return found


def _check_phones(section: Passage, parts: dict[str, Passage], complain: Complain) -> None:
    missing = [name for name in PHONES if name not in parts]
    if parts and missing:
        complain(
            section.line, f"このページに「## {missing[0]}」の手順がありません。三つともそろえてください。"
        )
    for one, other in combinations(parts, 2):
        if _without_names(parts[one].text) == _without_names(parts[other].text):
            sentence = f"{one}と{other}の手順が同じです。ちがうところを書くか、見出しの前にまとめてください。"
            complain(parts[other].line, sentence)


def _without_names(text: str) -> str:
    """Only what can differ for hands and eyes: no names, marks of lists, spaces and punctuation."""
    return _NAMES.sub("", _LIST_MARK.sub("", text))


def read_question(section: Passage, complain: Complain, *, skills: tuple[str, ...]) -> Question:
    """`skills` are those of the unit: an answer can be evidence of what the unit teaches only."""
    _check_asking(section, complain)
    skill = _skill_of(section, skills, complain)
    choices = _choices(section, complain)
    if not 2 <= len(choices) <= 4:
        complain(section.line, f"答えが{len(choices)}個あります。2個から4個にしてください。")
    right = sum(choice.right for choice in choices)
    if right != 1:
        complain(section.line, f"正しい答え「- [x]」が{right}個あります。1個にしてください。")
    return Question(section.title, tuple(choices), skill)


def read_survey(section: Passage, complain: Complain) -> Survey:
    _check_asking(section, complain)
    choices = []
    for number, line in section.numbered():
        if line.startswith("- ") and not _CHOICE.fullmatch(line.rstrip()):
            choices.append(line[2:].strip())
        elif line.strip():
            complain(number, "アンケートの答えは「- 」で始めます。正しい答えのしるしはつけません。")
    if not 2 <= len(choices) <= 5:
        complain(section.line, f"答えが{len(choices)}個あります。2個から5個にしてください。")
    return Survey(section.title, tuple(choices))


def _check_asking(section: Passage, complain: Complain) -> None:
    for number, line in [(section.line, section.title), *section.numbered()]:
        check_plain(number, line, complain)
    if not section.title:
        complain(section.line, f"質問の文がありません。「# {section.kind}：文」と書いてください。")
    refuse_parts(section, complain)


def _skill_of(section: Passage, skills: tuple[str, ...], complain: Complain) -> str:
    named = [(n, found[1].strip()) for n, line in section.numbered() if (found := EVIDENCE.match(line))]
    for number, key in named:
        if key not in skills:
            complain(
                number, f"できること「{key}」は、この単元のskillsにありません。つづりをお確かめください。"
            )
    for number, _ in named[1:]:
        complain(number, "「できること」の行が二つあります。一つにしてください。")
    return named[0][1] if named else ""


def _choices(section: Passage, complain: Complain) -> list[Choice]:
    """Each `- [ ]` or `- [x]` line, with the indented lines under it as the explanation."""
    found: list[tuple[int, str, bool, list[str]]] = []
    for number, line in section.numbered():
        choice = _CHOICE.fullmatch(line.rstrip())
        if choice and choice[1] in " xX":
            found.append((number, choice[2], choice[1] != " ", []))
        elif found and line.startswith((" ", "\t", "　")) and line.strip():
            found[-1][3].append(line.strip())
        elif line.strip() and not EVIDENCE.match(line):
            complain(number, "答えは「- [ ] 」か「- [x] 」で、説明は字下げして書いてください。")
    for number, _, _, because in found:
        if not because:
            complain(number, "この答えの説明がありません。次の行に、字下げして書いてください。")
    return [Choice(text, right, "\n".join(because)) for _, text, right, because in found]


def refuse_parts(section: Passage, complain: Complain) -> None:
    for part in section.parts:
        complain(part.line, f"「# {section.kind}」の中に小見出しは使えません。")
