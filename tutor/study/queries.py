"""Reads of self-study: which units are there for a learner, how far each is, what was answered."""

from dataclasses import dataclass

from sqlalchemy import Integer, Select, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager

from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import Curriculum, CurriculumVersion, UnitRow
from tutor.database import db
from tutor.errors import nothing_here
from tutor.learning import homework_queries
from tutor.learning import queries as learning
from tutor.learning.models import Enrolment, Homework
from tutor.people.models import Learner
from tutor.study.models import Study, StudyAnswer
from tutor.study.rules import Sheet, sheets


def unit_of(learner: Learner, curriculum_key: str, unit_key: str) -> UnitRow:
    """As in the version of the own enrolment; what was given as homework stays, whatever version it is of."""
    return own_reading(learner, curriculum_key, unit_key)[0]


def own_reading(learner: Learner, curriculum_key: str, unit_key: str) -> tuple[UnitRow, Study | None]:
    """The unit, and how far the learner is in it: each page asks for both, so in one read."""
    asked = {"learner": learner.person_id, "curriculum": curriculum_key, "unit": unit_key}
    row = db.session.execute(OWN_READING, asked).first()
    if row is None:
        raise nothing_here()
    return row[0], row[1]


def _own_reading() -> Select[UnitRow, Study | None]:
    who = bindparam("learner", type_=Integer)
    enrolled = select(Enrolment.version_id).where(Enrolment.learner_id == who, Enrolment.ended_at.is_(None))
    given = select(Homework.unit_id).where(Homework.learner_id == who)
    is_enrolled = UnitRow.version_id.in_(enrolled)
    version = contains_eager(UnitRow.version)
    return (
        select(UnitRow, Study)
        .join(UnitRow.version)
        .join(CurriculumVersion.curriculum)
        .outerjoin(Study, and_(Study.unit_id == UnitRow.id, Study.learner_id == who))
        .where(Curriculum.key == bindparam("curriculum"), UnitRow.key == bindparam("unit"))
        .where(or_(is_enrolled, UnitRow.id.in_(given)))
        .options(
            version.contains_eager(CurriculumVersion.curriculum), version.defer(CurriculumVersion.content)
        )
        .order_by(is_enrolled.desc(), UnitRow.id.desc())
        .limit(1)
    )


OWN_READING = _own_reading()
"""Put together once: building it took longer than running it."""


def own_study(learner: Learner, unit: UnitRow) -> Study | None:
    return db.session.scalar(
        select(Study).where(Study.learner_id == learner.person_id, Study.unit_id == unit.id)
    )


TO_READ = homework_queries.STILL_OPEN.add_columns(Study).outerjoin(
    Study, and_(Study.unit_id == Homework.unit_id, Study.learner_id == Homework.learner_id)
)


def homework_to_read(learner: Learner) -> list[tuple[Homework, Study | None]]:
    """What is open, each with how far it was read."""
    found = db.session.execute(TO_READ, {"learner": learner.person_id})
    return [(given, study) for given, study in found]


def studies(learner: Learner) -> dict[int, Study]:
    """By unit."""
    rows = db.session.scalars(select(Study).where(Study.learner_id == learner.person_id))
    return {row.unit_id: row for row in rows}


@dataclass(frozen=True)
class OnShelf:
    """A unit as the list shows it: how many of its sheets were turned, and whether it was ever read whole."""

    unit: content.Unit
    curriculum_key: str
    sheets: int
    turned: int
    done: bool


def shelf(learner: Learner, *, language: str) -> list[tuple[content.Stage, list[OnShelf]]]:
    """All units of the version that he or she learns by, stage by stage."""
    enrolment = learning.current_enrolment(learner)
    if enrolment is None:
        return []
    read = curricula.content_of(enrolment.version)
    rows, known = curricula.units_by_key(enrolment.version), studies(learner)
    said = read if language == "ja" else read.in_language(language)
    by_stage = [
        (
            stage,
            [_on_shelf(unit, read.key, known.get(rows[unit.key].id)) for unit in said.units_of(stage.number)],
        )
        for stage in said.stages
    ]
    return [(stage, units) for stage, units in by_stage if units]


def _on_shelf(unit: content.Unit, curriculum_key: str, study: Study | None) -> OnShelf:
    turned = study.page if study else 0
    done = study is not None and study.done_at is not None
    return OnShelf(unit, curriculum_key, len(sheets(unit)), turned, done)


ANSWERS = (
    select(StudyAnswer.kind, StudyAnswer.question, StudyAnswer.choice)
    .where(
        StudyAnswer.study_id == bindparam("study", type_=Integer),
        StudyAnswer.round == bindparam("round", type_=Integer),
    )
    .order_by(StudyAnswer.id)
)


def answers(study: Study | None) -> dict[Sheet, int]:
    """What was pressed last on each question of this round, by its sheet."""
    if study is None:
        return {}
    rows = db.session.execute(ANSWERS, {"study": study.id, "round": study.round})
    return {Sheet(kind, n): choice for kind, n, choice in rows}  # type: ignore[arg-type]  # kept as text
