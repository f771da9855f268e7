"""Placement by telephone, and what became of a learner's wish."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OPEN = {"sqlite_where": sa.text("ended_at IS NULL"), "postgresql_where": sa.text("ended_at IS NULL")}


def upgrade():
    _placements()
    _goals()


def _placements():
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_placement"),
        sa.UniqueConstraint("code", name="uq_placement_code"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.person_id"], name="fk_placement_learner_id"),
        sa.ForeignKeyConstraint(["version_id"], ["curriculum_version.id"], name="fk_placement_version_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_placement_by_id"),
    )
    op.create_index("ix_placement_learner_id", "placement", ["learner_id"])
    op.create_index("uq_placement_open", "placement", ["learner_id"], unique=True, **OPEN)
    op.create_table(
        "placement_answer",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("skill_key", sa.String(40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("placement_id", "skill_key", name="pk_placement_answer"),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="fk_placement_answer_placement_id"),
        sa.ForeignKeyConstraint(["skill_key"], ["skill.key"], name="fk_placement_answer_skill_key"),
    )


def _goals():
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("met_at", MOMENT, nullable=True),
        sa.Column("not_met_because", sa.String(300), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.person_id"], name="fk_goal_learner_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name="fk_goal_lesson_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_goal_by_id"),
    )
    op.create_index("ix_goal_learner_id", "goal", ["learner_id"])
    op.create_index("uq_goal_open", "goal", ["learner_id"], unique=True, **OPEN)


def downgrade():
    for table in ("goal", "placement_answer", "placement"):
        op.drop_table(table)
