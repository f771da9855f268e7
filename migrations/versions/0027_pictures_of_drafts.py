"""Pictures that a draft brings with it, from slides."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "draft_picture",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(80), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "path", name="pk_draft_picture"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_draft_picture_draft_id"),
        sa.ForeignKeyConstraint(["hash"], ["curriculum_file.hash"], name="fk_draft_picture_hash"),
    )


def downgrade():
    op.drop_table("draft_picture")
