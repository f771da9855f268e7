"""`curriculum.toml`: title, stages, skills and courses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tutor.curriculum.content import AUDIENCES, LEARNERS, PASS_PERCENT, Course, Skill, Stage
from tutor.curriculum.source.files import Files
from tutor.curriculum.source.problems import Complain, Found
from tutor.curriculum.source.sections import LONGEST_LINE, width
from tutor.curriculum.source.strict_toml import Block, Table, blocks_of, parse_toml, tables_of
from tutor.curriculum.source.text_file import read_text

T = TypeVar("T")
MAIN = "curriculum.toml"
FRAMEWORKS = ("digcomp", "eds", "soumu")
LONGEST_TITLE = 80
MARKS = ("1", "2", "3", "4")


@dataclass(frozen=True)
class Main:
    key: str
    title: str
    language: str
    stages: list[Found[Stage]]
    skills: list[Found[Skill]]
    courses: list[Found[Course]]
    licence: str
    credit: str
    audience: str
    pass_percent: int


def open_main(files: Files, name: str, complain: Complain) -> tuple[Table, list[Block]] | None:
    text = read_text(files, name, complain)
    values = parse_toml(text, 1, complain) if text is not None else None
    if text is None or values is None:
        return None
    blocks = blocks_of(text)
    return Table(values, blocks[0], complain), blocks


def read_main(files: Files, complain: Complain) -> Main | None:
    opened = open_main(files, MAIN, complain)
    if opened is None:
        return None
    top, blocks = opened
    main = Main(
        key=top.key(),
        title=_short(top, "title"),
        language=top.text("language"),
        stages=sorted(_each(top, "stages", blocks, _stage, complain), key=lambda found: found.value.number),
        skills=_each(top, "skills", blocks, _skill, complain),
        courses=_each(top, "courses", blocks, _course, complain) if top.has("courses") else [],
        licence=top.text_or_none("licence"),
        credit=top.text_or_none("credit"),
        audience=_audience(top),
        pass_percent=_percent(top),
    )
    top.finish()
    return main


def _short(top: Table, key: str) -> str:
    text = top.text(key)
    if len(text) > LONGEST_TITLE:
        top.complain(key, f"「{key}」は{LONGEST_TITLE}字までにしてください。")
    return text


def _audience(top: Table) -> str:
    if not top.has("audience"):
        return LEARNERS
    said = top.text("audience")
    if said not in (*AUDIENCES, "?"):
        top.complain("audience", f"「audience」は {'、'.join(AUDIENCES)} のどれかにしてください。")
    return said


def _percent(top: Table) -> int:
    return top.number("pass_percent", low=1, high=100) if top.has("pass_percent") else PASS_PERCENT


def _each(
    top: Table, name: str, blocks: list[Block], build: Callable[[Table], T], complain: Complain
) -> list[Found[T]]:
    return [
        Found(build(table), MAIN, block.line_of) for table, block in tables_of(top, name, blocks, complain)
    ]


def _stage(table: Table) -> Stage:
    return Stage(
        number=table.number("number", low=0, high=99),
        title=table.text("title"),
        theme=table.text("theme"),
        needed_before=table.list_of("needed_before", int),
    )


def _skill(table: Table) -> Skill:
    return Skill(
        key=table.key(),
        stage=table.number("stage", low=0, high=99),
        text=skill_text(table),
        core=table.take("core", bool, False),
        looks=looks_of(table),
        crosswalk=table.pairs("crosswalk", FRAMEWORKS),
    )


def skill_text(table: Table) -> str:
    text = table.text("text")
    if width(text) > LONGEST_LINE:
        table.complain("text", f"「text」は{LONGEST_LINE}字までにしてください。")
    return text


def looks_of(table: Table) -> tuple[str, ...]:
    looks = dict(table.pairs("looks", MARKS))
    missing = [mark for mark in MARKS if mark not in looks]
    if missing:
        table.complain("looks", f"「looks.{missing[0]}」がありません。1から4までの見え方を書いてください。")
    return tuple(looks.get(mark, "?") for mark in MARKS)


def _course(table: Table) -> Course:
    lessons = table.list_of("lessons", list)
    if not lessons or not all(lessons):
        table.complain(
            "lessons", '「lessons」は、1回ごとに単元のkeyを一つは入れてください。例: [["touch"], ["calls"]]'
        )
    if not all(isinstance(key, str) for lesson in lessons for key in lesson):
        table.complain("lessons", '「lessons」の中のkeyは"..."でかこんでください。')
    return Course(table.key(), table.text("title"), tuple(tuple(map(str, lesson)) for lesson in lessons))
