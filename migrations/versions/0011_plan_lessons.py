"""Whom a plan proposes for booked classes that lack tutors."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "plan_lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reasons", sa.String(2000), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_lesson_plan_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_plan_lesson_lesson_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_lesson")),
        sa.UniqueConstraint("plan_id", "lesson_id", name=op.f("uq_plan_lesson_plan_id_lesson_id")),
    )
    op.create_table(
        "plan_lesson_tutor",
        sa.Column("plan_lesson_id", sa.Integer(), nullable=False),
        sa.Column("tutor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_lesson_id"], ["plan_lesson.id"], name=op.f("fk_plan_lesson_tutor_plan_lesson_id")
        ),
        sa.ForeignKeyConstraint(["tutor_id"], ["tutor.person_id"], name=op.f("fk_plan_lesson_tutor_tutor_id")),
        sa.PrimaryKeyConstraint("plan_lesson_id", "tutor_id", name=op.f("pk_plan_lesson_tutor")),
    )


def downgrade():
    op.drop_table("plan_lesson_tutor")
    op.drop_table("plan_lesson")
