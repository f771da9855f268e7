"""What only the whole curriculum can show: names given twice, names that lead nowhere."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from tutor.curriculum.content import Course, Skill, Stage, Unit
from tutor.curriculum.source.main_file import Main
from tutor.curriculum.source.problems import Found, Report

T = TypeVar("T")


def check_references(main: Main, units: list[Found[Unit]], report: Report, *, complete: bool) -> None:
    """`complete` is false when a unit could not be read: then nobody knows what it teaches."""
    _refuse_twice(main.stages, "number", lambda stage: stage.number, report)
    _refuse_twice(main.skills, "key", lambda skill: skill.key, report)
    _refuse_twice(units, "key", lambda unit: unit.key, report)
    _refuse_twice(units, "番号", lambda unit: unit.number, report)
    _refuse_twice(main.courses, "key", lambda course: course.key, report)
    numbers = {found.value.number for found in main.stages}
    _check_needed(main.stages, numbers, report)
    _check_stages([*main.skills, *units], numbers, report)
    known = {found.value.key for found in main.skills}
    for unit in units:
        _check_skills_of(unit, known, report)
    if complete:
        _check_taught(main.skills, units, report)
        _check_courses(main.courses, {found.value.key for found in units}, report)


def _refuse_twice(
    items: Iterable[Found[T]], name: str, naming: Callable[[T], str | int], report: Report
) -> None:
    first: dict[str | int, Found[T]] = {}
    for found in items:
        value = naming(found.value)
        earlier = first.setdefault(value, found)
        if earlier is not found:
            place = f"{earlier.file} {earlier.line_of(name)}行目"
            report.add_at(
                found, name, f"{name}「{value}」は、もう{place}にあります。別の名前にしてください。"
            )


def _check_needed(stages: list[Found[Stage]], numbers: set[int], report: Report) -> None:
    for found in stages:
        for needed in found.value.needed_before:
            if needed not in numbers or needed >= found.value.number:
                sentence = f"needed_beforeの「{needed}」は、この段階より前にある段階の番号にしてください。"
                report.add_at(found, "needed_before", sentence)


def _check_stages(items: Iterable[Found[Skill] | Found[Unit]], numbers: set[int], report: Report) -> None:
    for found in items:
        if found.value.stage not in numbers:
            sentence = f"段階「{found.value.stage}」はcurriculum.tomlにありません。"
            report.add_at(found, "stage", sentence + "番号を直すか、段階を書きたしてください。")


def _check_taught(skills: list[Found[Skill]], units: list[Found[Unit]], report: Report) -> None:
    taught = {key for unit in units for key in unit.value.skills}
    staged = {unit.value.stage for unit in units}
    for found in skills:
        if found.value.stage in staged and found.value.key not in taught:
            sentence = (
                f"「{found.value.key}」を教える単元がありません。どれかの単元のskillsに入れてください。"
            )
            report.add_at(found, "key", sentence)


def _check_skills_of(unit: Found[Unit], known: set[str], report: Report) -> None:
    skills = unit.value.skills
    if not skills:
        report.add_at(unit, "skills", "skillsが空です。この単元で教えることを一つは書いてください。")
    if len(set(skills)) < len(skills):
        report.add_at(unit, "skills", "skillsに同じkeyが二つあります。一つにしてください。")
    for key in skills:
        if key not in known:
            sentence = f"skillsの「{key}」はcurriculum.tomlにありません。つづりをお確かめください。"
            report.add_at(unit, "skills", sentence)


def _check_courses(courses: list[Found[Course]], units: set[str], report: Report) -> None:
    for found in courses:
        keys = [key for lesson in found.value.lessons for key in lesson]
        if len(set(keys)) < len(keys):
            report.add_at(found, "lessons", "lessonsに同じ単元が二つあります。一つにしてください。")
        for key in keys:
            if key not in units:
                sentence = f"lessonsの「{key}」という単元はありません。つづりをお確かめください。"
                report.add_at(found, "lessons", sentence)
