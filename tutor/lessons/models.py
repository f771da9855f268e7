"""A lesson: one event with a start, a place, tutors and learners."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, new_code, personal, plain
from tutor.office.models import Programme
from tutor.people.models import Household, Learner, Tutor
from tutor.places.models import Venue


class LessonKind(StrEnum):
    VISIT = "visit"
    CLASS = "class"
    DESK = "desk"
    COMMUNITY = "community"


class LessonState(StrEnum):
    PLANNED = "planned"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class StaffingState(StrEnum):
    ASSIGNED = "assigned"
    RELEASED = "released"


class Because(StrEnum):
    """Why a tutor no longer teaches a lesson. Whether somebody was ill is nobody's figure."""

    CANNOT_COME = "cannot_come"
    OFFICE = "office"


class Came(StrEnum):
    EXPECTED = "expected"
    SAYS_NO = "says_no"
    CAME = "came"
    MISSED = "missed"


class Lesson(Model):
    """`live` says that its people are taken at that time; only a live lesson can clash."""

    __tablename__ = "lesson"
    __table_args__ = (
        sa.UniqueConstraint("id", "starts_at", "ends_at", "live"),
        sa.CheckConstraint("starts_at < ends_at", name="order"),
        sa.CheckConstraint(
            "CASE WHEN venue_id IS NULL THEN 0 ELSE 1 END + CASE WHEN household_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN online THEN 1 ELSE 0 END = 1",
            name="one_place",
        ),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    form_key: Mapped[str | None] = plain(36, unique=True)
    programme_id: Mapped[int] = mapped_column(sa.ForeignKey("programme.id"))
    kind: Mapped[LessonKind] = choice(LessonKind)
    state: Mapped[LessonState] = choice(LessonState)
    title: Mapped[str] = plain(80)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    live: Mapped[bool]
    venue_id: Mapped[int | None] = mapped_column(sa.ForeignKey("venue.id"))
    household_id: Mapped[int | None] = mapped_column(sa.ForeignKey("household.id"))
    online: Mapped[bool] = mapped_column(default=False)
    tutors_wanted: Mapped[int]
    seats: Mapped[int | None]
    """How many may learn there; only a class offers seats."""
    cancelled_because: Mapped[str | None] = personal(200)
    finished_at: Mapped[datetime | None]

    programme: Mapped[Programme] = relationship()
    venue: Mapped[Venue | None] = relationship()
    household: Mapped[Household | None] = relationship()
    staffings: Mapped[list["Staffing"]] = relationship(
        primaryjoin="Lesson.id == foreign(Staffing.lesson_id)", back_populates="lesson"
    )
    attendances: Mapped[list["Attendance"]] = relationship(
        primaryjoin="Lesson.id == foreign(Attendance.lesson_id)", back_populates="lesson"
    )
    notes: Mapped[list["LessonNote"]] = relationship(back_populates="lesson", order_by="LessonNote.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute

    @property
    def assigned(self) -> list["Staffing"]:
        """Who is to teach: without those who gave it back."""
        return [row for row in self.staffings if row.state is StaffingState.ASSIGNED]

    @property
    def lacking(self) -> int:
        """How many tutors are still to be found."""
        return max(0, self.tutors_wanted - len(self.assigned))

    @property
    def seats_free(self) -> int:
        return max(0, (self.seats or 0) - len(self.attendances))


def _follows_its_lesson() -> sa.ForeignKeyConstraint:
    """When and whether live are copied down by the database, so that it can refuse an overlap."""
    return sa.ForeignKeyConstraint(
        ["lesson_id", "starts_at", "ends_at", "live"],
        ["lesson.id", "lesson.starts_at", "lesson.ends_at", "lesson.live"],
        onupdate="CASCADE",
    )


class Staffing(Model):
    """Overlaps of one tutor are refused by a trigger or an EXCLUDE constraint (migration 0001)."""

    __tablename__ = "staffing"
    __table_args__ = (_follows_its_lesson(),)

    lesson_id: Mapped[int] = mapped_column(primary_key=True)
    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), primary_key=True, index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    live: Mapped[bool]
    state: Mapped[StaffingState] = choice(StaffingState)
    because: Mapped[Because | None] = choice(Because)
    """Why it was released."""
    announced: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    """The learners were told that this tutor comes: so we know when the faces at the door have changed."""

    lesson: Mapped[Lesson] = relationship(
        primaryjoin="Lesson.id == foreign(Staffing.lesson_id)", back_populates="staffings"
    )
    tutor: Mapped[Tutor] = relationship()


class OfferAnswer(StrEnum):
    YES = "yes"
    NO = "no"
    LATE = "late"
    WITHDRAWN = "withdrawn"


class StaffingOffer(Model):
    """A tutor is asked whether he or she can teach a lesson; the first yes wins. Open while unanswered."""

    __tablename__ = "staffing_offer"
    __table_args__ = (
        sa.Index(
            "uq_staffing_offer_open",
            "lesson_id",
            "tutor_id",
            unique=True,
            sqlite_where=sa.text("answer IS NULL"),
            postgresql_where=sa.text("answer IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("lesson.id"))
    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), index=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    starts_at: Mapped[datetime]
    """When the lesson was to begin when this was asked: a moved lesson is another question."""
    until: Mapped[datetime]
    answer: Mapped[OfferAnswer | None] = choice(OfferAnswer)
    answered_at: Mapped[datetime | None]

    lesson: Mapped[Lesson] = relationship()
    tutor: Mapped[Tutor] = relationship()


class Attendance(Model):
    """Age band, town and stage stay as they were: the figures of a closed month do not change."""

    __tablename__ = "attendance"
    __table_args__ = (_follows_its_lesson(),)

    lesson_id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("learner.person_id"), primary_key=True, index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    live: Mapped[bool]
    came: Mapped[Came] = choice(Came)
    cause: Mapped[str] = personal(100, default="")
    age_band: Mapped[str | None] = plain(10)
    town: Mapped[str | None] = plain(60)
    stage: Mapped[int | None]

    lesson: Mapped[Lesson] = relationship(
        primaryjoin="Lesson.id == foreign(Attendance.lesson_id)", back_populates="attendances"
    )
    learner: Mapped[Learner] = relationship()


class LessonNote(Model):
    """One sentence for the next tutors. `client_key` makes a second press harmless."""

    __tablename__ = "lesson_note"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("lesson.id"))
    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"))
    client_key: Mapped[str] = plain(36, unique=True)
    text: Mapped[str] = personal(400)

    lesson: Mapped[Lesson] = relationship(back_populates="notes")
    tutor: Mapped[Tutor] = relationship()
