"""What was done to a record, and what somebody did last, found without reading all changes."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_change_subject", "change", ["subject_kind", "subject_id"])
    op.create_index("ix_change_actor", "change", ["actor_id", "at"])


def downgrade():
    op.drop_index("ix_change_actor", "change")
    op.drop_index("ix_change_subject", "change")
