"""One file of `units/`: TOML between `+++` lines, then Markdown under known headings."""

from pathlib import Path

from tutor.curriculum.content import Exercise, Page, Question, Unit
from tutor.curriculum.source.problems import Complain
from tutor.curriculum.source.sections import Passage, check_line, check_lines, check_markup, sections_of
from tutor.curriculum.source.strict_toml import Block, Table, blocks_of, parse_toml
from tutor.curriculum.source.text_file import read_text
from tutor.curriculum.source.unit_parts import read_page, read_question, refuse_parts

FENCE = "+++"
PAGE, EXERCISE, QUESTION, OWN_STEPS, TUTOR_NOTE = "ページ", "れんしゅう", "しつもん", "じぶんの手順", "講師へ"
SECTIONS = (PAGE, EXERCISE, QUESTION, OWN_STEPS, TUTOR_NOTE)


def read_unit(path: Path, complain: Complain) -> tuple[Unit, Block] | None:
    """The unit, or None when so much is broken that nothing can be said about the rest."""
    text = read_text(path, complain)
    if text is None:
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE or FENCE not in [line.rstrip() for line in lines[1:]]:
        complain(1, "ファイルの始めに、+++ の行でかこんだ項目がありません。")
        return None
    end = [line.rstrip() for line in lines].index(FENCE, 1)
    front = "\n".join(lines[1:end])
    values = parse_toml(front, 2, complain)
    if values is None:
        return None
    block = blocks_of(front, 2)[0]
    sections = sections_of(lines[end + 1 :], end + 2, complain)
    return _unit(Table(values, block, complain), sections, path, complain), block


def _unit(table: Table, sections: list[Passage], path: Path, complain: Complain) -> Unit:
    body = _Body(sections, complain)
    unit = Unit(
        key=table.key(),
        number=_number(path, complain),
        stage=table.number("stage", low=0, high=99),
        title=_short(table, "title", complain),
        minutes=table.number("minutes", low=5, high=90),
        skills=table.list_of("skills", str),
        why=_short(table, "why", complain),
        check_again_by=table.day("check_again_by"),
        pages=body.pages(),
        exercise=body.exercise(),
        own_steps=body.own_steps(),
        questions=body.questions(),
        tutor_note=body.tutor_note(),
    )
    table.finish()
    if path.stem != f"{unit.number:02}-{unit.key}":
        complain(1, f"ファイルの名前は「番号2けた-{unit.key}.md」にしてください。")
    return unit


def _short(table: Table, key: str, complain: Complain) -> str:
    text = table.text(key)
    check_line(table.line_of(key), text, complain)
    return text


def _number(path: Path, complain: Complain) -> int:
    number = path.stem.partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() else 0


class _Body:
    """The sections of one unit by their kind; what must be there and how often."""

    def __init__(self, sections: list[Passage], complain: Complain) -> None:
        self._complain = complain
        self._by_kind: dict[str, list[Passage]] = {kind: [] for kind in SECTIONS}
        for section in sections:
            if section.kind in self._by_kind:
                self._by_kind[section.kind].append(section)
            else:
                sentence = f"見出し「{section.kind}」はわかりません。使えるのは{'、'.join(SECTIONS)}です。"
                complain(section.line, sentence)

    def pages(self) -> tuple[Page, ...]:
        sections = self._counted(PAGE, low=3, high=8)
        return tuple(read_page(section, self._complain) for section in sections)

    def questions(self) -> tuple[Question, ...]:
        sections = self._counted(QUESTION, low=2, high=4)
        return tuple(read_question(section, self._complain) for section in sections)

    def exercise(self) -> Exercise:
        section = self._only(EXERCISE)
        if not section.title:
            self._complain(
                section.line, "れんしゅうの題名がありません。「# れんしゅう：題名」と書いてください。"
            )
        check_lines(section, self._complain)
        return Exercise(section.title, section.text)

    def own_steps(self) -> str:
        section = self._only(OWN_STEPS)
        check_lines(section, self._complain)
        return section.text

    def tutor_note(self) -> str:
        # Read by a student at a table, not by a learner on a phone: its lines may be longer.
        section = self._only(TUTOR_NOTE)
        for number, line in section.numbered():
            check_markup(number, line, self._complain)
        return section.text

    def _counted(self, kind: str, *, low: int, high: int) -> list[Passage]:
        sections = self._by_kind[kind]
        if not low <= len(sections) <= high:
            line = sections[high].line if len(sections) > high else 1
            self._complain(
                line, f"「# {kind}」が{len(sections)}個あります。{low}個から{high}個にしてください。"
            )
        return sections

    def _only(self, kind: str) -> Passage:
        sections = self._by_kind[kind]
        if not sections:
            self._complain(1, f"「# {kind}」がありません。書きたしてください。")
            return Passage(1, 1, kind, "?")
        for extra in sections[1:]:
            self._complain(extra.line, f"「# {kind}」が二つあります。一つにしてください。")
        section = sections[0]
        refuse_parts(section, self._complain)
        if not section.text:
            self._complain(section.line, f"「# {kind}」の下に文がありません。")
        return section
