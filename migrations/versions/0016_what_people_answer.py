"""What people answer to our messages."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "inbound",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sid", sa.String(64), nullable=False),
        sa.Column("contact_point_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(1600), nullable=True),
        sa.Column("meaning", sa.String(32), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_point_id"], ["contact_point.id"], name=op.f("fk_inbound_contact_point_id")
        ),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_inbound_message_id")),
        sa.ForeignKeyConstraint(["call_id"], ["message.id"], name=op.f("fk_inbound_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sa.UniqueConstraint("sid", name=op.f("uq_inbound_sid")),
    )
    for column in ("contact_point_id", "message_id", "call_id"):
        op.create_index(op.f(f"ix_inbound_{column}"), "inbound", [column])


def downgrade():
    op.drop_table("inbound")
