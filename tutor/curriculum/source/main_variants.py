"""`curriculum.en.toml` beside `curriculum.toml`: its titles and can-dos in another language."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from tutor.curriculum.content import Course, CurriculumText, Skill, Stage
from tutor.curriculum.source.files import Files
from tutor.curriculum.source.main_file import Main, looks_of, open_main, skill_text
from tutor.curriculum.source.problems import Complain, Found
from tutor.curriculum.source.strict_toml import Block, Table, tables_of

T = TypeVar("T", Stage, Skill, Course)


@dataclass(frozen=True)
class Kind(Generic[T]):
    """One kind of table: how an entry is known, and the words it may say."""

    name: str
    read_key: Callable[[Table], str | int]
    key: Callable[[T], str | int]
    words: Callable[[Table], dict[str, Any]]


STAGES = Kind[Stage](
    "stages",
    lambda table: table.number("number", low=0, high=99),
    lambda stage: stage.number,
    lambda table: {"title": table.text("title"), "theme": table.text("theme")},
)
SKILLS = Kind[Skill](
    "skills",
    Table.key,
    lambda skill: skill.key,
    lambda table: {"text": skill_text(table), **({"looks": looks_of(table)} if table.has("looks") else {})},
)
COURSES = Kind[Course](
    "courses", Table.key, lambda course: course.key, lambda table: {"title": table.text("title")}
)


def read_main_text(
    main: Main, files: Files, name: str, language: str, complain: Complain
) -> CurriculumText | None:
    opened = open_main(files, name, complain)
    if opened is None:
        return None
    top, blocks = opened
    text = CurriculumText(
        language=language,
        title=top.text("title"),
        stages=_said(STAGES, main.stages, top, blocks, complain),
        skills=_said(SKILLS, main.skills, top, blocks, complain),
        courses=_said(COURSES, main.courses, top, blocks, complain),
    )
    top.finish()
    return text


def _said(
    kind: Kind[T], meant: Sequence[Found[T]], top: Table, blocks: list[Block], complain: Complain
) -> tuple[T, ...]:
    """What the main file has, each with its words from this file."""
    known = {kind.key(found.value): found.value for found in meant}
    words = dict(_words(kind, known, top, blocks, complain)) if known or top.has(kind.name) else {}
    for key in known.keys() - words.keys():
        complain(1, f"[[{kind.name}]]の「{key}」がありません。書きたしてください。")
    return tuple(replace(one, **words.get(key, {})) for key, one in known.items())


def _words(
    kind: Kind[T], known: dict[str | int, T], top: Table, blocks: list[Block], complain: Complain
) -> Iterator[tuple[str | int, dict[str, Any]]]:
    seen = set()
    for table, block in tables_of(top, kind.name, blocks, complain):
        key = kind.read_key(table)
        if key not in known or key in seen:
            problem = (
                "二つあります。一つにしてください" if key in seen else "日本語のcurriculum.tomlにありません"
            )
            complain(block.first_line, f"「{key}」は{problem}。")
        seen.add(key)
        yield key, kind.words(table)
