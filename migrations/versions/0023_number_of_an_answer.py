"""Whose number an answer came from is forgotten with its text."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("inbound") as table:
        table.alter_column("contact_point_id", nullable=True)


def downgrade():
    op.execute("DELETE FROM inbound WHERE contact_point_id IS NULL")
    with op.batch_alter_table("inbound") as table:
        table.alter_column("contact_point_id", nullable=False)
