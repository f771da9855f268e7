"""Reads the folder of one curriculum strictly: all of it is right, or every mistake is named."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from tutor.curriculum.content import Curriculum, CurriculumText, Unit, UnitText
from tutor.curriculum.source.main_file import MAIN, Main, read_main
from tutor.curriculum.source.main_variants import read_main_text
from tutor.curriculum.source.pictures import Pictures, read_bytes
from tutor.curriculum.source.problems import Complain, CurriculumError, Found, Problem, Report
from tutor.curriculum.source.references import check_references
from tutor.curriculum.source.unit_file import read_unit
from tutor.curriculum.source.unit_variants import language_of, read_unit_text

__all__ = ["CurriculumError", "Problem", "picture_files", "read_curriculum"]

T = TypeVar("T")
UNITS = "units"


def read_curriculum(folder: Path) -> Curriculum:
    """Raises CurriculumError with the problems of all files in the folder."""
    report = Report()
    main = read_main(folder / MAIN, report.about(MAIN))
    paths, beside = _sorted_out(folder / UNITS, report)
    units = _units(paths, beside, report, Pictures(folder))
    texts = _main_texts(folder, main, report) if main else ()
    if main is not None:
        complete = len(units) == len(paths)
        check_references(main, units, report, complete=complete)
    report.raise_if_any()
    assert main is not None
    return _curriculum(main, units, texts)


def picture_files(folder: Path, read: Curriculum) -> dict[str, bytes]:
    """The bytes of its pictures by their hash, as publishing needs them."""
    return {
        picture.hash: read_bytes(folder / picture.path) for unit in read.units for picture in unit.pictures
    }


def _sorted_out(folder: Path, report: Report) -> tuple[list[Path], dict[str, list[Path]]]:
    """The units, and by their names what stands beside them in other languages."""
    beside: dict[str, list[Path]] = {}
    units = []
    for path in sorted(folder.glob("*.md")):
        unit, _, language = path.stem.partition(".")
        if language:
            beside.setdefault(unit, []).append(path)
        else:
            units.append(path)
    for unit in beside.keys() - {path.stem for path in units}:
        for path in beside[unit]:
            report.add(f"{UNITS}/{path.name}", 1, f"日本語のファイル「{unit}.md」がありません。")
    return units, beside


def _main_texts(folder: Path, main: Main, report: Report) -> tuple[CurriculumText, ...]:
    paths = sorted(folder.glob("curriculum.*.toml"))
    return _in_languages(paths, "", report, partial(read_main_text, main))


def _unit_texts(paths: list[Path], unit: Unit, pictures: Pictures, report: Report) -> tuple[UnitText, ...]:
    return _in_languages(paths, f"{UNITS}/", report, partial(read_unit_text, unit, pictures))


def _in_languages(
    paths: list[Path], folder: str, report: Report, read: Callable[[Path, str, Complain], T | None]
) -> tuple[T, ...]:
    texts = []
    for path in paths:
        complain = report.about(folder + path.name)
        language = language_of(path, complain)
        text = read(path, language, complain) if language else None
        texts += [text] if text else []
    return tuple(texts)


def _curriculum(main: Main, units: list[Found[Unit]], texts: tuple[CurriculumText, ...]) -> Curriculum:
    return Curriculum(
        key=main.key,
        title=main.title,
        language=main.language,
        stages=tuple(sorted((found.value for found in main.stages), key=lambda stage: stage.number)),
        skills=tuple(found.value for found in main.skills),
        units=tuple(sorted((found.value for found in units), key=lambda unit: unit.number)),
        courses=tuple(found.value for found in main.courses),
        licence=main.licence,
        credit=main.credit,
        texts=texts,
    )


def _units(
    paths: list[Path], beside: dict[str, list[Path]], report: Report, pictures: Pictures
) -> list[Found[Unit]]:
    if not paths:
        report.add(UNITS, 1, "単元のファイルがありません。「01-touch.md」のような名前で入れてください。")
    units = []
    for path in paths:
        file = f"{UNITS}/{path.name}"
        read = read_unit(path, report.about(file), pictures)
        if read:
            variants = beside.get(path.stem, [])
            texts = _unit_texts(variants, read[0], pictures, report)
            unit = replace(read[0], texts=texts, pictures=pictures.named_in([path, *variants]))
            units.append(Found(unit, file, read[1]))
    return units
