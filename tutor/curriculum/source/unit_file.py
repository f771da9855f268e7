"""One file of `units/`: TOML between `+++` lines, then Markdown under known headings."""

from datetime import date
from pathlib import Path

from tutor.curriculum.content import Exercise, Fact, Page, Question, Survey, Unit
from tutor.curriculum.source.problems import Complain
from tutor.curriculum.source.sections import Passage, check_line, check_lines, check_markup, sections_of
from tutor.curriculum.source.strict_toml import Block, Table, blocks_of, parse_toml, tables_of
from tutor.curriculum.source.text_file import read_text
from tutor.curriculum.source.unit_parts import read_page, read_question, read_survey, refuse_parts

FENCE = "+++"
PAGE, EXERCISE, QUESTION, SURVEY = "ページ", "れんしゅう", "しつもん", "アンケート"
OWN_STEPS, TUTOR_NOTE = "じぶんの手順", "講師へ"
SECTIONS = (PAGE, EXERCISE, QUESTION, SURVEY, OWN_STEPS, TUTOR_NOTE)


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
    blocks = blocks_of(front, 2)
    table = Table(values, blocks[0], complain)
    facts = _facts(table, blocks, complain)
    body = _Body(sections_of(lines[end + 1 :], end + 2, complain), complain)
    return _unit(table, facts, body, path, complain), blocks[0]


def _unit(table: Table, facts: tuple[Fact, ...], body: "_Body", path: Path, complain: Complain) -> Unit:
    skills = table.list_of("skills", str)
    unit = Unit(
        key=table.key(),
        number=_number(path, complain),
        stage=table.number("stage", low=0, high=99),
        title=_short(table, "title", complain),
        minutes=table.number("minutes", low=5, high=90),
        skills=skills,
        why=_short(table, "why", complain),
        check_again_by=table.day("check_again_by"),
        pages=body.pages(),
        exercise=body.exercise(),
        own_steps=body.own_steps(),
        questions=body.questions(skills),
        tutor_note=body.tutor_note(),
        surveys=body.surveys(),
        facts=facts,
    )
    table.finish()
    if path.stem != f"{unit.number:02}-{unit.key}":
        complain(1, f"ファイルの名前は「番号2けた-{unit.key}.md」にしてください。")
    return unit


def _facts(table: Table, blocks: list[Block], complain: Complain) -> tuple[Fact, ...]:
    if not table.has("facts"):
        return ()
    found = []
    for fact, _ in tables_of(table, "facts", blocks, complain):
        again = fact.take("check_again_by", date, date.max)
        found.append(Fact(fact.text("text"), again, fact.text("source")))
    return tuple(found)


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

    def questions(self, skills: tuple[str, ...]) -> tuple[Question, ...]:
        sections = self._counted(QUESTION, low=2, high=4)
        return tuple(read_question(section, self._complain, skills=skills) for section in sections)

    def surveys(self) -> tuple[Survey, ...]:
        sections = self._counted(SURVEY, low=0, high=2)
        return tuple(read_survey(section, self._complain) for section in sections)

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
