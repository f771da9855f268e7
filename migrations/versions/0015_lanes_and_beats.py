"""A way of sending that stopped, the worker's signs of life, and what was forgotten at the provider."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "lane_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lane_stop"),
    )
    still = sa.text("opened_at IS NULL")
    op.create_index(
        "uq_lane_stop_channel",
        "lane_stop",
        ["channel"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )
    op.create_table(
        "worker_beat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(80), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sends", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_worker_beat"),
        sa.UniqueConstraint("host", "pid", "started", name="uq_worker_beat_host_pid_started"),
    )
    op.add_column("message", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("message", "forgotten_at")
    op.drop_table("worker_beat")
    op.drop_index("uq_lane_stop_channel", "lane_stop")
    op.drop_table("lane_stop")
