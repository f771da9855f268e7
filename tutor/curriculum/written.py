"""Content written as the files it is read from: `read_files(written(x, pictures)) == x`."""

from collections.abc import Mapping

from tutor.curriculum.content import LEARNERS, PASS_PERCENT, Course, Curriculum, CurriculumText, Skill, Stage
from tutor.curriculum.source.files import unit_name
from tutor.curriculum.source.main_file import MAIN, MARKS
from tutor.curriculum.toml_text import Value, toml_file, toml_table
from tutor.curriculum.written_unit import unit_file, unit_text_file


def written(read: Curriculum, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """`pictures` are bytes by their hash."""
    texts = {MAIN: _main(read)}
    texts |= {f"curriculum.{text.language}.toml": _main_text(text, read) for text in read.texts}
    for unit in read.units:
        texts[unit_name(unit.number, unit.key)] = unit_file(unit)
        for text in unit.texts:
            texts[unit_name(unit.number, unit.key, text.language)] = unit_text_file(text)
    named = {picture.path: pictures[picture.hash] for unit in read.units for picture in unit.pictures}
    return {name: text.encode() for name, text in texts.items()} | named


def _main(read: Curriculum) -> str:
    return toml_file(
        [
            toml_table(_top(read)),
            *(toml_table(_stage(stage), "stages") for stage in read.stages),
            *(toml_table(_skill(skill), "skills") for skill in read.skills),
            *(toml_table(_course(course), "courses") for course in read.courses),
        ]
    )


def _top(read: Curriculum) -> dict[str, Value]:
    """What is as it is without being said is not said."""
    top: dict[str, Value] = {"key": read.key, "title": read.title, "language": read.language}
    words = {"licence": read.licence, "credit": read.credit}
    top |= {name: text for name, text in words.items() if text}
    top |= {"audience": read.audience} if read.audience != LEARNERS else {}
    return top | ({"pass_percent": read.pass_percent} if read.pass_percent != PASS_PERCENT else {})


def _stage(stage: Stage) -> dict[str, Value]:
    return _stage_words(stage) | {"needed_before": stage.needed_before}


def _stage_words(stage: Stage) -> dict[str, Value]:
    return {"number": stage.number, "title": stage.title, "theme": stage.theme}


def _skill(skill: Skill) -> dict[str, Value]:
    values: dict[str, Value] = {
        "key": skill.key,
        "stage": skill.stage,
        "text": skill.text,
        "core": skill.core,
    }
    return values | _looks(skill) | {f"crosswalk.{name}": text for name, text in skill.crosswalk}


def _looks(skill: Skill) -> dict[str, Value]:
    return {f"looks.{mark}": look for mark, look in zip(MARKS, skill.looks, strict=True)}


def _course(course: Course) -> dict[str, Value]:
    return {"key": course.key, "title": course.title, "lessons": course.lessons}


def _main_text(text: CurriculumText, read: Curriculum) -> str:
    meant = {skill.key: skill for skill in read.skills}
    return toml_file(
        [
            toml_table({"title": text.title}),
            *(toml_table(_stage_words(stage), "stages") for stage in text.stages),
            *(toml_table(_skill_words(skill, meant[skill.key]), "skills") for skill in text.skills),
            *(toml_table({"key": course.key, "title": course.title}, "courses") for course in text.courses),
        ]
    )


def _skill_words(said: Skill, meant: Skill) -> dict[str, Value]:
    """Looks that nobody has put into the language are those of the main file."""
    words: dict[str, Value] = {"key": said.key, "text": said.text}
    return words if said.looks == meant.looks else words | _looks(said)
