"""Each city's plan of reminders, where staff have changed the shipped one."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "reminder_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("wall", sa.Time(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_rule"),
        sa.UniqueConstraint("municipality_id", "name", name="uq_reminder_rule_municipality_id_name"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_reminder_rule_municipality_id"
        ),
    )


def downgrade():
    op.drop_table("reminder_rule")
