"""Reading alone: how far somebody is in a unit, what was answered, what the teacher is to be asked."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import Model, key, new_code, personal, plain
from tutor.office.models import Municipality
from tutor.people.models import Learner, Tutor

SHORT = 6
"""A share's code is read aloud and typed with one finger; what it opens is no secret."""


class Share(Model):
    """A unit lent to whoever has its code, without an account."""

    __tablename__ = "share"

    id: Mapped[int] = key()
    code: Mapped[str] = plain(SHORT, unique=True, default=lambda: new_code(SHORT))
    curriculum_key: Mapped[str] = plain(40)
    unit_key: Mapped[str] = plain(40)
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    municipality: Mapped[Municipality] = relationship()


ONE_READER = (
    "(learner_id IS NOT NULL AND share_id IS NULL AND tutor_id IS NULL) OR "
    "(learner_id IS NULL AND share_id IS NOT NULL AND tutor_id IS NULL) OR "
    "(learner_id IS NULL AND share_id IS NULL AND tutor_id IS NOT NULL)"
)


class Study(Model):
    """One learner's reading of one unit, a tutor's, or that of somebody unknown who came by a share."""

    __tablename__ = "study"
    __table_args__ = (
        sa.UniqueConstraint("learner_id", "unit_id"),
        sa.UniqueConstraint("share_id", "reader_hash"),
        sa.UniqueConstraint("tutor_id", "unit_id"),
        sa.CheckConstraint(ONE_READER, name="reader"),
    )

    id: Mapped[int] = key()
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    learner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("learner.person_id"))
    tutor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("tutor.person_id"))
    share_id: Mapped[int | None] = mapped_column(sa.ForeignKey("share.id"))
    reader_hash: Mapped[str | None] = plain(64)
    """Of the random word in a browser's cookie: all there is of who reads a share."""
    round: Mapped[int] = mapped_column(default=1)
    """Which time through: each time the questions are asked anew."""
    page: Mapped[int] = mapped_column(default=0)
    """The sheet to open next."""
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    """When it was last read to its end."""

    unit: Mapped[UnitRow] = relationship()


class StudyPage(Model):
    """A sheet that was opened, when for the first time."""

    __tablename__ = "study_page"

    study_id: Mapped[int] = mapped_column(sa.ForeignKey("study.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]


class StudyAnswer(Model):
    """One press on one choice; the first of a round tells what was known."""

    __tablename__ = "study_answer"
    __table_args__ = (sa.Index("ix_study_answer_study", "study_id", "question"),)

    id: Mapped[int] = key()
    form_key: Mapped[str] = plain(80, unique=True)
    study_id: Mapped[int] = mapped_column(sa.ForeignKey("study.id"))
    round: Mapped[int]
    kind: Mapped[str] = plain(16)
    """A question, or a survey: each is counted by itself."""
    question: Mapped[int]
    choice: Mapped[int]
    right: Mapped[bool | None]
    """None where nothing is right or wrong."""
    at: Mapped[datetime]


class TrainingPass(Model):
    """A tutor passed this version of a training: that stays, whatever is read again or changes later."""

    __tablename__ = "training_pass"

    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum_version.id"), primary_key=True)
    passed_at: Mapped[datetime]

    version: Mapped[CurriculumVersion] = relationship()
    tutor: Mapped[Tutor] = relationship()


class TeacherQuestion(Model):
    """What a learner wants to ask; it waits on the page of the next lesson."""

    __tablename__ = "teacher_question"

    id: Mapped[int] = key()
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    form_key: Mapped[str] = plain(80, unique=True)
    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    page: Mapped[int]
    text: Mapped[str] = personal(300)
    asked_at: Mapped[datetime]
    lesson_id: Mapped[int | None] = mapped_column(sa.ForeignKey("lesson.id"))
    """Where it was answered."""

    unit: Mapped[UnitRow] = relationship()
    learner: Mapped[Learner] = relationship()


class Greeting(Model):
    """A known face of the town on the first page of every unit."""

    __tablename__ = "greeting"

    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"), primary_key=True)
    name: Mapped[str] = personal(40)
    post: Mapped[str] = plain(60)
    words: Mapped[str] = personal(200)
    picture: Mapped[bytes] = mapped_column(sa.LargeBinary)
    picture_hash: Mapped[str] = plain(64, index=True)
    changed_at: Mapped[datetime]
