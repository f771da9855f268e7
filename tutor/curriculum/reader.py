"""Reads the folder of one curriculum strictly: all of it is right, or every mistake is named."""

from pathlib import Path

from tutor.curriculum.content import Curriculum, Unit
from tutor.curriculum.source.main_file import MAIN, Main, read_main
from tutor.curriculum.source.problems import CurriculumError, Found, Problem, Report
from tutor.curriculum.source.references import check_references
from tutor.curriculum.source.unit_file import read_unit

__all__ = ["CurriculumError", "Problem", "read_curriculum"]

UNITS = "units"


def read_curriculum(folder: Path) -> Curriculum:
    """Raises CurriculumError with the problems of all files in the folder."""
    report = Report()
    main = read_main(folder / MAIN, report.about(MAIN))
    paths = sorted((folder / UNITS).glob("*.md"))
    units = _units(paths, report)
    if main is not None:
        complete = len(units) == len(paths)
        check_references(main, units, report, complete=complete)
    report.raise_if_any()
    assert main is not None
    return _curriculum(main, units)


def _curriculum(main: Main, units: list[Found[Unit]]) -> Curriculum:
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
    )


def _units(paths: list[Path], report: Report) -> list[Found[Unit]]:
    if not paths:
        report.add(UNITS, 1, "単元のファイルがありません。「01-touch.md」のような名前で入れてください。")
    units = []
    for path in paths:
        file = f"{UNITS}/{path.name}"
        read = read_unit(path, report.about(file))
        if read:
            units.append(Found(read[0], file, read[1].line_of))
    return units
