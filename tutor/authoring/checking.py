"""Drafts laid over the newest version and read by the strict reader, as if somebody had loaded the files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tutor.authoring.models import Draft
from tutor.curriculum.content import Curriculum, Fact, Picture, Unit
from tutor.curriculum.reader import CurriculumError, Problem, picture_files, read_files
from tutor.curriculum.source.files import stem, unit_name
from tutor.curriculum.source.pictures import MEDIA_TYPES


@dataclass(frozen=True)
class Checked:
    """`read` is there when nothing is wrong."""

    files: Mapping[str, bytes]
    read: Curriculum | None
    problems: tuple[Problem, ...] = ()

    def of(self, name: str) -> list[Problem]:
        return [one for one in self.problems if one.file == name]

    def elsewhere(self, name: str) -> list[Problem]:
        return [one for one in self.problems if one.file != name]

    @property
    def pictures(self) -> dict[str, bytes]:
        return picture_files(self.files, self.read) if self.read else {}

    def unit(self, of: str) -> Unit | None:
        """By what its files have in common: `01-touch`."""
        units = self.read.units if self.read else ()
        return next((one for one in units if stem(unit_name(one.number, one.key)) == of), None)


def pictures_of(draft: Draft) -> dict[str, Picture]:
    return {
        one.path: Picture(one.path, one.hash, MEDIA_TYPES[one.path.rpartition(".")[2]], one.width, one.height)
        for one in draft.pictures
    }


def check(files: Mapping[str, bytes], drafts: Collection[Draft]) -> Checked:
    laid = {**files, **{draft.name: draft.text.encode() for draft in drafts}}
    known = {path: picture for draft in drafts for path, picture in pictures_of(draft).items()}
    try:
        return Checked(laid, read_files(laid, known))
    except CurriculumError as error:
        return Checked(laid, None, tuple(error.problems))


def overdue(unit: Unit, today: date) -> list[Fact]:
    """What the unit says that should have been looked at again by now."""
    facts = [fact if fact.text else replace(fact, text=unit.title) for fact in unit.ages]
    return [fact for fact in facts if fact.check_again_by < today]
