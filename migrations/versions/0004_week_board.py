"""the week board: changes by hand, holds, steps that can be undone"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STILL_HELD = {"sqlite_where": sa.text("released_at IS NULL"), "postgresql_where": sa.text("released_at IS NULL")}


def upgrade():
    op.add_column("plan_visit", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("plan_visit", sa.Column("waived", sa.String(60), nullable=False, server_default=""))
    op.add_column("plan_visit", sa.Column("because", sa.String(200), nullable=False, server_default=""))
    op.create_table(
        "request_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["visit_request.id"], name="fk_request_hold_request_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_request_hold_by_id"),
        sa.ForeignKeyConstraint(["released_by_id"], ["person.id"], name="fk_request_hold_released_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_request_hold"),
    )
    op.create_index("uq_request_hold_open", "request_hold", ["request_id"], unique=True, **STILL_HELD)
    op.create_table(
        "board_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(20), nullable=False),
        sa.Column("before", sa.String(1000), nullable=False),
        sa.Column("after", sa.String(1000), nullable=False),
        sa.Column("because", sa.String(200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("visit_id IS NULL OR lesson_id IS NULL", name="ck_board_step_one_subject"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_board_step_municipality_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["plan_visit.id"], name="fk_board_step_visit_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name="fk_board_step_lesson_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_board_step_by_id"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["person.id"], name="fk_board_step_undone_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_board_step"),
    )
    op.create_index("ix_board_step_week", "board_step", ["municipality_id", "week"])
    op.create_index("ix_board_step_visit_id", "board_step", ["visit_id"])
    op.create_index("ix_board_step_lesson_id", "board_step", ["lesson_id"])


def downgrade():
    op.drop_table("board_step")
    op.drop_table("request_hold")
    for column in ("because", "waived", "version"):
        op.drop_column("plan_visit", column)
