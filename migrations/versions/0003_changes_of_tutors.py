"""Why a tutor was released from a lesson, and whether its learners know who comes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BECAUSE = sa.Enum("cannot_come", "office", name="because", native_enum=False, length=32)


def upgrade():
    # Added, not rebuilt: the triggers of the table stay.
    op.add_column("staffing", sa.Column("because", BECAUSE, nullable=True))
    op.add_column("staffing", sa.Column("announced", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade():
    op.drop_column("staffing", "announced")
    op.drop_column("staffing", "because")
