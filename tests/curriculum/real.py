"""The content that is carried to the house, as tests of other parts publish it."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from config import ROOT
from tests import make
from tutor.actor import WORKER
from tutor.curriculum.actions import publish_folder
from tutor.curriculum.content import Curriculum, CurriculumText
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.reader import picture_files, read_curriculum, read_files
from tutor.curriculum.source.files import in_folder

T = TypeVar("T", Curriculum, CurriculumText)
SUMAHO = ROOT / "curricula" / "sumaho"


def publish_sumaho(read: Curriculum | None = None, *, now: datetime = make.NOW) -> CurriculumVersion:
    """`read` saves reading the files again."""
    files = in_folder(SUMAHO)
    content = read or read_files(files)
    return publish_folder(content, by=WORKER, now=now, pictures=picture_files(files, content))


def few_units() -> Curriculum:
    """Those of the course of three lessons: for tests that ask for every page many times."""
    read = read_curriculum(SUMAHO)
    course = read.courses[0]
    units = tuple(unit for unit in read.units if any(unit.key in lesson for lesson in course.lessons))
    taught = {key for unit in units for key in unit.skills}
    texts = tuple(replace(_of(one, taught), courses=one.courses[:1]) for one in read.texts)
    return replace(_of(read, taught), units=units, courses=(course,), texts=texts)


def _of(said: T, keys: set[str]) -> T:
    return replace(said, skills=tuple(skill for skill in said.skills if skill.key in keys))
