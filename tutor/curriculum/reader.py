"""Reads the files of one curriculum strictly: all of it is right, or every mistake is named."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from tutor.curriculum.content import Curriculum, CurriculumText, Picture, Unit, UnitText
from tutor.curriculum.source.files import Files, in_folder, named_like, stem
from tutor.curriculum.source.main_file import MAIN, Main, read_main
from tutor.curriculum.source.main_variants import read_main_text
from tutor.curriculum.source.pictures import Pictures
from tutor.curriculum.source.problems import Complain, CurriculumError, Found, Problem, Report
from tutor.curriculum.source.references import check_references
from tutor.curriculum.source.unit_file import read_unit
from tutor.curriculum.source.unit_variants import language_of, read_unit_text

__all__ = ["CurriculumError", "Problem", "picture_files", "read_curriculum", "read_files"]

T = TypeVar("T")
UNITS = "units"
NONE_KNOWN: Mapping[str, Picture] = MappingProxyType({})


def read_curriculum(folder: Path) -> Curriculum:
    return read_files(in_folder(folder))


def read_files(files: Files, known: Mapping[str, Picture] = NONE_KNOWN) -> Curriculum:
    """Raises CurriculumError with the problems of all the files.

    Pictures that are `known` by their names were looked at before: of them no bytes are needed.
    """
    report = Report()
    main = read_main(files, report.about(MAIN))
    names, beside = _sorted_out(files, report)
    units = _units(files, names, beside, report, Pictures(files, known))
    texts = _main_texts(files, main, report) if main else ()
    if main is not None:
        complete = len(units) == len(names)
        check_references(main, units, report, complete=complete)
    report.raise_if_any()
    assert main is not None
    return _curriculum(main, units, texts)


def picture_files(files: Files, read: Curriculum) -> dict[str, bytes]:
    """The bytes of its pictures by their hash, as publishing needs them; not of those known before."""
    named = {picture for unit in read.units for picture in unit.pictures}
    return {picture.hash: files[picture.path] for picture in named if picture.path in files}


def _sorted_out(files: Files, report: Report) -> tuple[list[str], dict[str, list[str]]]:
    """The units, and by their names what stands beside them in other languages."""
    beside: dict[str, list[str]] = {}
    units = []
    for name in named_like(files, f"{UNITS}/*.md"):
        unit, _, language = stem(name).partition(".")
        if language:
            beside.setdefault(unit, []).append(name)
        else:
            units.append(name)
    for unit in beside.keys() - {stem(name) for name in units}:
        for name in beside[unit]:
            report.add(name, 1, f"日本語のファイル「{unit}.md」がありません。")
    return units, beside


def _main_texts(files: Files, main: Main, report: Report) -> tuple[CurriculumText, ...]:
    names = named_like(files, "curriculum.*.toml")
    return _in_languages(names, report, partial(read_main_text, main, files))


def _in_languages(
    names: list[str], report: Report, read: Callable[[str, str, Complain], T | None]
) -> tuple[T, ...]:
    texts = []
    for name in names:
        complain = report.about(name)
        language = language_of(name, complain)
        text = read(name, language, complain) if language else None
        texts += [text] if text else []
    return tuple(texts)


def _curriculum(main: Main, units: list[Found[Unit]], texts: tuple[CurriculumText, ...]) -> Curriculum:
    return Curriculum(
        key=main.key,
        title=main.title,
        language=main.language,
        stages=tuple(found.value for found in main.stages),
        skills=tuple(found.value for found in main.skills),
        units=tuple(sorted((found.value for found in units), key=lambda unit: unit.number)),
        courses=tuple(found.value for found in main.courses),
        licence=main.licence,
        credit=main.credit,
        texts=texts,
        audience=main.audience,
        pass_percent=main.pass_percent,
    )


def _units(
    files: Files, names: list[str], beside: dict[str, list[str]], report: Report, pictures: Pictures
) -> list[Found[Unit]]:
    if not names:
        report.add(UNITS, 1, "単元のファイルがありません。「01-touch.md」のような名前で入れてください。")
    units = []
    for name in names:
        read = read_unit(files, name, report.about(name), pictures)
        if read:
            variants = beside.get(stem(name), [])
            texts: tuple[UnitText, ...] = _in_languages(
                variants, report, partial(read_unit_text, read[0], pictures, files)
            )
            unit = replace(read[0], texts=texts, pictures=pictures.named_in([name, *variants]))
            units.append(Found(unit, name, read[1]))
    return units
