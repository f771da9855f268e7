"""What a learner can do, as tutors saw it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import Model, choice, key, new_code, personal, plain
from tutor.learning.odds import Answer
from tutor.learning.rules import MarkSource
from tutor.lessons.models import Lesson
from tutor.people.models import Learner


class Enrolment(Model):
    """A learner keeps the version he or she began with."""

    __tablename__ = "enrolment"
    __table_args__ = (
        sa.Index(
            "uq_enrolment_open",
            "learner_id",
            "curriculum_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"))
    curriculum_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum.id"))
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum_version.id"))
    ended_at: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
    version: Mapped[CurriculumVersion] = relationship()


class Mark(Model):
    """Append-only: a correction is a new mark that names the old one."""

    __tablename__ = "mark"
    __table_args__ = (
        sa.CheckConstraint("value BETWEEN 0 AND 4", name="value"),
        sa.Index("ix_mark_learner_skill", "learner_id", "skill_key"),
    )

    id: Mapped[int] = key()
    client_key: Mapped[str] = plain(80, unique=True)
    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"))
    skill_key: Mapped[str] = mapped_column(sa.ForeignKey("skill.key"), info={"personal": False})
    value: Mapped[int]
    source: Mapped[MarkSource] = choice(MarkSource)
    lesson_id: Mapped[int | None] = mapped_column(sa.ForeignKey("lesson.id"))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]
    corrects_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mark.id"), unique=True)


class StageReached(Model):
    """A cache of what the rule says of the marks; rebuilt, never typed in."""

    __tablename__ = "stage_reached"

    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"), primary_key=True)
    curriculum_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum.id"), primary_key=True)
    stage: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    because_lesson_id: Mapped[int | None] = mapped_column(sa.ForeignKey("lesson.id"))


class Homework(Model):
    __tablename__ = "homework"
    __table_args__ = (sa.UniqueConstraint("learner_id", "unit_id", "lesson_id"),)

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    lesson_id: Mapped[int | None] = mapped_column(sa.ForeignKey("lesson.id"))
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]

    unit: Mapped[UnitRow] = relationship()
    lesson: Mapped[Lesson | None] = relationship()


class Review(Model):
    """When to look at a skill again: a cache of learning.practice.reviews, whose LADDER `rung` indexes."""

    __tablename__ = "review"

    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"), primary_key=True)
    skill_key: Mapped[str] = mapped_column(
        sa.ForeignKey("skill.key"), primary_key=True, info={"personal": False}
    )
    due_on: Mapped[date]
    rung: Mapped[int]


class Placement(Model):
    """A few questions on the telephone. Its answers are rows, so that a call may break off and go on."""

    __tablename__ = "placement"
    __table_args__ = (
        sa.Index(
            "uq_placement_open",
            "learner_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"), index=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum_version.id"))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
    version: Mapped[CurriculumVersion] = relationship()
    rows: Mapped[list["PlacementAnswer"]] = relationship(
        order_by="PlacementAnswer.n", cascade="all, delete-orphan"
    )

    @property
    def answers(self) -> dict[str, Answer]:
        return {row.skill_key: row.answer for row in self.rows}


class PlacementAnswer(Model):
    __tablename__ = "placement_answer"

    placement_id: Mapped[int] = mapped_column(sa.ForeignKey("placement.id"), primary_key=True)
    skill_key: Mapped[str] = mapped_column(
        sa.ForeignKey("skill.key"), primary_key=True, info={"personal": False}
    )
    n: Mapped[int]
    answer: Mapped[Answer] = choice(Answer)


class Goal(Model):
    """What somebody wishes, in own words, and what became of it. The open one stands on the learner too."""

    __tablename__ = "goal"
    __table_args__ = (
        sa.Index(
            "uq_goal_open",
            "learner_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"), index=True)
    words: Mapped[str] = personal(300)
    asked_at: Mapped[datetime | None]
    """When it was last asked whether it is met."""
    met_at: Mapped[datetime | None]
    not_met_because: Mapped[str] = personal(300, default="")
    lesson_id: Mapped[int | None] = mapped_column(sa.ForeignKey("lesson.id"))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    """Met, or another wish took its place."""


class PlannedUnit(Model):
    """What the tutors of a lesson want to take, in order. No row: what the rule proposes."""

    __tablename__ = "planned_unit"

    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("lesson.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    unit_key: Mapped[str] = plain(40)
