"""Tutors are asked whether they can teach a lesson."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ANSWER = sa.Enum("yes", "no", "late", "withdrawn", name="offeranswer", native_enum=False, length=32)
OPEN = {"sqlite_where": sa.text("answer IS NULL"), "postgresql_where": sa.text("answer IS NULL")}


def upgrade():
    op.create_table(
        "staffing_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("tutor_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", ANSWER, nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_staffing_offer_lesson_id")),
        sa.ForeignKeyConstraint(["tutor_id"], ["tutor.person_id"], name=op.f("fk_staffing_offer_tutor_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_staffing_offer_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staffing_offer")),
        sa.UniqueConstraint("code", name=op.f("uq_staffing_offer_code")),
    )
    op.create_index(op.f("ix_staffing_offer_tutor_id"), "staffing_offer", ["tutor_id"])
    op.create_index("uq_staffing_offer_open", "staffing_offer", ["lesson_id", "tutor_id"], unique=True, **OPEN)


def downgrade():
    op.drop_table("staffing_offer")
