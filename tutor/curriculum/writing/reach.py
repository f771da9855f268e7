"""Units that no way leads to, skills that no unit teaches, and what no framework has. Pure."""

from collections.abc import Iterator, Sequence

from tutor.curriculum.content import Curriculum, Stage
from tutor.curriculum.frameworks import FRAMEWORKS, NONE
from tutor.curriculum.source.files import Files, unit_name
from tutor.curriculum.source.main_file import MAIN
from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.lines import lines_in


def unreachable(read: Curriculum, files: Files) -> Iterator[Problem]:
    """From the first stage on, by what each stage names as needed before it."""
    if not read.stages:
        return
    first, reached = read.stages[0].number, _reached(read.stages)
    for unit in read.units:
        if unit.stage not in reached:
            name = unit_name(unit.number, unit.key)
            sentence = (
                f"段階{unit.stage}は、段階{first}からつながっていません。"
                f"{MAIN}で、段階{unit.stage}のneeded_beforeに、先に学ぶ段階の番号を書いてください。"
            )
            yield Problem(name, _line_of(files, name, "stage"), sentence)


def _reached(stages: Sequence[Stage]) -> set[int]:
    """A stage needs earlier ones only, so once through in their order is enough."""
    reached = {stages[0].number}
    for stage in stages[1:]:
        if stage.needed_before and reached.issuperset(stage.needed_before):
            reached.add(stage.number)
    return reached


def untaught(read: Curriculum, files: Files) -> Iterator[Problem]:
    """Also of stages that have no units yet: nobody can reach such a stage."""
    taught = {key for unit in read.units for key in unit.skills}
    for skill in read.skills:
        if skill.key not in taught:
            sentence = (
                f"「{skill.key}」を教える単元が、まだありません。単元を書いて、そのskillsに入れてください。"
            )
            yield Problem(MAIN, _line_of(files, MAIN, f'key = "{skill.key}"'), sentence)


def unknown_items(read: Curriculum, files: Files) -> Iterator[Problem]:
    """A skill set beside something that the framework's page does not show."""
    known = {framework.key: framework for framework in FRAMEWORKS}
    for skill in read.skills:
        for name, key in skill.crosswalk:
            if key != NONE and known[name].item(key) is None:
                sentence = (
                    f"「{skill.key}」のcrosswalk.{name}「{key}」は、枠組みの一覧にありません。"
                    f'つづりを直すか、"{NONE}"にしてください。'
                )
                yield Problem(MAIN, _line_of(files, MAIN, f'key = "{skill.key}"'), sentence)


def _line_of(files: Files, name: str, start: str) -> int:
    lines = enumerate(lines_in(files, name), 1)
    return next((number for number, line in lines if line.startswith(start)), 1)
