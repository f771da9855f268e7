"""What the tutors of a lesson want to take, where they chose otherwise than the rule."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "planned_unit",
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("unit_key", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_planned_unit_lesson_id_lesson")),
        sa.PrimaryKeyConstraint("lesson_id", "n", name=op.f("pk_planned_unit")),
    )


def downgrade():
    op.drop_table("planned_unit")
