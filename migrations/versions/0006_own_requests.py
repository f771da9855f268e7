"""A request may be only a name and a number; a half-filled one of the public pages waits for a day."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAME = op.f("ck_visit_request_one_place")
AT_MOST_ONE = "venue_id IS NULL OR household_id IS NULL"
EXACTLY_ONE = "(venue_id IS NULL) <> (household_id IS NULL)"


def upgrade():
    ask_for(AT_MOST_ONE)
    op.create_table(
        "own_request_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("form_key", sa.String(length=36), nullable=False),
        sa.Column("answers", sa.String(length=9000), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["visit_request.id"], name=op.f("fk_own_request_draft_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_request_draft")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_own_request_draft_token_hash")),
    )


def downgrade():
    """A request without a place cannot be kept under the old rule: fill it in or withdraw it first."""
    op.drop_table("own_request_draft")
    ask_for(EXACTLY_ONE)


def ask_for(rule):
    """On SQLite the table is copied; it has no triggers and no index but its unique constraints."""
    with op.batch_alter_table("visit_request") as table:
        table.drop_constraint(NAME, type_="check")
        table.create_check_constraint(NAME, rule)
