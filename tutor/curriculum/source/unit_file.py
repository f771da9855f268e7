"""One file of `units/`: TOML between `+++` lines, then Markdown under known headings."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tutor.curriculum.content import SLIDES, Fact, Unit
from tutor.curriculum.source.files import Files, stem, unit_name
from tutor.curriculum.source.pictures import Pictures
from tutor.curriculum.source.problems import Complain
from tutor.curriculum.source.sections import check_plain
from tutor.curriculum.source.strict_toml import Block, Table, blocks_of, parse_toml, tables_of
from tutor.curriculum.source.text_file import read_text
from tutor.curriculum.source.unit_body import PAGES, Body

FENCE = "+++"
LONGEST_LINE = 2_000


@dataclass(frozen=True)
class UnitFile:
    """A file in its two halves; `complain` names the file."""

    name: str
    table: Table
    blocks: list[Block]
    body: Body
    complain: Complain

    def line_of(self, key: str) -> int:
        return self.blocks[0].line_of(key)

    def short(self, key: str) -> str:
        """A text of the front matter that is no longer than a line of a page."""
        text = self.table.text(key)
        check_plain(self.line_of(key), text, self.complain)
        return text


def open_unit(files: Files, name: str, complain: Complain, pictures: Pictures) -> UnitFile | None:
    """None when so much is broken that nothing can be said about the rest."""
    text = read_text(files, name, complain)
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
    if _is_too_long(lines, complain):
        return None
    pictures.look_at(name, lines[end + 1 :], end + 2, complain)
    body = Body(lines[end + 1 :], end + 2, complain)
    return UnitFile(name, Table(values, blocks[0], complain), blocks, body, complain)


def _is_too_long(lines: list[str], complain: Complain) -> bool:
    """What looks for links and stars in a line takes the square of its length."""
    long = [number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]
    if long:
        complain(long[0], f"1行が長すぎます。講師への文も、1行{LONGEST_LINE}字までにしてください。")
    return bool(long)


def read_unit(
    files: Files, name: str, complain: Complain, pictures: Pictures
) -> tuple[Unit, Callable[[str], int]] | None:
    """The unit, and the lines its fields stand at."""
    file = open_unit(files, name, complain, pictures)
    if file is None:
        return None
    unit = _unit(file)
    file.table.finish()
    if stem(name) != stem(unit_name(unit.number, unit.key)):
        complain(1, f"ファイルの名前は「番号2けた-{unit.key}.md」にしてください。")
    return unit, file.line_of


def _unit(file: UnitFile) -> Unit:
    table, body = file.table, file.body
    facts = _facts(file)
    skills = table.list_of("skills", str)
    kind = _kind(file)
    return Unit(
        key=table.key(),
        number=_number(file.name),
        stage=table.number("stage", low=0, high=99),
        title=file.short("title"),
        minutes=table.number("minutes", low=5, high=90),
        skills=skills,
        why=file.short("why"),
        check_again_by=table.day("check_again_by"),
        pages=body.pages(kind),
        exercise=body.exercise(),
        own_steps=body.own_steps(),
        questions=body.questions(kind, skills),
        tutor_note=body.tutor_note(),
        surveys=body.surveys(),
        facts=facts,
        kind=kind,
    )


def _kind(file: UnitFile) -> str:
    kind = file.table.text_or_none("kind")
    if kind not in PAGES:
        file.complain(file.line_of("kind"), f"kindに書けるのは「{SLIDES}」だけです。")
    return kind


def _facts(file: UnitFile) -> tuple[Fact, ...]:
    if not file.table.has("facts"):
        return ()
    found = []
    for fact, _ in tables_of(file.table, "facts", file.blocks, file.complain):
        again = fact.take("check_again_by", date, date.max)
        found.append(Fact(fact.text("text"), again, fact.text("source")))
    return tuple(found)


def _number(name: str) -> int:
    number = stem(name).partition("-")[0]
    return int(number) if re.fullmatch(r"[0-9]{1,4}", number) else 0
