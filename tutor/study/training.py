"""What tutors read of their own training: how far each is in the newest version, and who has passed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import Curriculum, CurriculumVersion, UnitRow
from tutor.database import db
from tutor.errors import nothing_here
from tutor.people.models import Tutor
from tutor.study.models import Study, StudyAnswer, TrainingPass
from tutor.study.passing import Read, Standing, Try, right_at_first
from tutor.study.rules import is_read_alike, sheets


@dataclass(frozen=True)
class UnitRecord:
    unit: content.Unit
    study: Study | None
    read: Read

    @property
    def is_done(self) -> bool:
        return self.read.done

    @property
    def turned(self) -> int:
        return self.study.page if self.study else 0

    @property
    def sheets(self) -> int:
        return len(sheets(self.unit))


@dataclass(frozen=True)
class Record:
    """One tutor's, of one training; `passed` may be of an older version."""

    version: CurriculumVersion
    content: content.Curriculum
    units: Sequence[UnitRecord]
    passed: TrainingPass | None

    @property
    def standing(self) -> Standing:
        return Standing([one.read for one in self.units], self.content.pass_percent)

    @property
    def next(self) -> UnitRecord | None:
        """What is not read yet; then where most was wrong. Nothing once this version is passed."""
        if self.standing.passed or (self.passed and self.passed.version_id == self.version.id):
            return None
        unread = next((one for one in self.units if not one.is_done), None)
        weakest = self.standing.weakest
        return unread or (self.units[weakest] if weakest is not None else None)


def own_records(tutor: Tutor) -> list[Record]:
    return records([tutor])[tutor.person_id]


def records(tutors: Sequence[Tutor]) -> Mapping[int, list[Record]]:
    """By tutor, of each training that is there for him or her; a few reads for any number of tutors."""
    found: dict[int, list[Record]] = {one.person_id: [] for one in tutors}
    for version in curricula.newest_of_all(content.TUTORS):
        there = [one for one in tutors if is_for(version.curriculum, one)]
        for tutor_id, record in _records(version, [one.person_id for one in there]).items():
            found[tutor_id].append(record)
    return found


def has_passed(found: Sequence[Record]) -> bool:
    """Each training, in whichever version."""
    return all(one.passed for one in found)


def is_for(curriculum: Curriculum, tutor: Tutor) -> bool:
    """What belongs to one city is for those who live there."""
    own = curriculum.municipality_id
    own_or_all = own is None or own == tutor.household.town.municipality_id
    return curriculum.audience == content.TUTORS and own_or_all


def own_reading(tutor: Tutor, curriculum_key: str, unit_key: str) -> tuple[UnitRow, Study | None]:
    """The unit as it is now, and how far it was read, here or alike in an older version."""
    version = curricula.newest(curriculum_key)
    if version is None or not is_for(version.curriculum, tutor):
        raise nothing_here()
    row = curricula.unit_by_key(version, unit_key)
    return row, _studies(version, [tutor.person_id])[tutor.person_id].get(unit_key)


def _records(version: CurriculumVersion, tutor_ids: Collection[int]) -> dict[int, Record]:
    read, studies = curricula.content_of(version), _studies(version, tutor_ids)
    tries = _tries([one.id for by_key in studies.values() for one in by_key.values()])
    passes = _passes(version, tutor_ids)
    found = {}
    for id_ in tutor_ids:
        units = [_unit(one, studies[id_].get(one.key), tries) for one in read.units]
        found[id_] = Record(version, read, units, passes.get(id_))
    return found


def _unit(unit: content.Unit, study: Study | None, tries: Mapping[int, Sequence[Try]]) -> UnitRecord:
    asked = len(unit.questions)
    right = right_at_first(tries.get(study.id, ()) if study else (), asked)
    return UnitRecord(unit, study, Read(asked, right, done=study is not None and study.done_at is not None))


def _studies(version: CurriculumVersion, tutor_ids: Collection[int]) -> dict[int, dict[str, Study]]:
    """By tutor and key of the unit; what is not read alike any more is read anew."""
    now = {unit.key: unit for unit in curricula.content_of(version).units}
    found: dict[int, dict[str, Study]] = defaultdict(dict)
    of = contains_eager(Study.unit).contains_eager(UnitRow.version).defer(CurriculumVersion.content)
    rows = (
        select(Study)
        .join(Study.unit)
        .join(UnitRow.version)
        .where(Study.tutor_id.in_(tutor_ids), CurriculumVersion.curriculum_id == version.curriculum_id)
        .options(of)
        .order_by(CurriculumVersion.number)
    )
    for study in db.session.scalars(rows):
        unit = now.get(study.unit.key)
        if unit and is_read_alike(curricula.unit_content(study.unit), unit) and study.tutor_id is not None:
            found[study.tutor_id][unit.key] = study
    return found


def _tries(study_ids: Collection[int]) -> Mapping[int, Sequence[Try]]:
    rows = (
        select(StudyAnswer.study_id, StudyAnswer.round, StudyAnswer.question, StudyAnswer.right)
        .where(StudyAnswer.study_id.in_(study_ids), StudyAnswer.kind == "question")
        .order_by(StudyAnswer.id)
    )
    found: dict[int, list[Try]] = defaultdict(list)
    for study_id, round_, question, right in db.session.execute(rows):
        found[study_id].append((round_, question, bool(right)))
    return found


def _passes(version: CurriculumVersion, tutor_ids: Collection[int]) -> dict[int, TrainingPass]:
    """The last one of each."""
    rows = (
        select(TrainingPass)
        .join(TrainingPass.version)
        .where(TrainingPass.tutor_id.in_(tutor_ids), CurriculumVersion.curriculum_id == version.curriculum_id)
        .options(contains_eager(TrainingPass.version).defer(CurriculumVersion.content))
        .order_by(CurriculumVersion.number)
    )
    return {one.tutor_id: one for one in db.session.scalars(rows)}
