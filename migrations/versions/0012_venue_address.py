"""The address of a venue: who comes to a class for the first time has to find its door."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("venue", sa.Column("address", sa.String(length=120), server_default="", nullable=False))


def downgrade():
    op.drop_column("venue", "address")
