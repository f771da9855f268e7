"""An answer's text is forgotten at the provider too."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("inbound", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("inbound", "forgotten_at")
