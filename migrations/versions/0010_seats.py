"""Seats of a class; classes that are booked already offer all those of their hall."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("lesson", sa.Column("seats", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE lesson SET seats = (SELECT venue.seats FROM venue WHERE venue.id = lesson.venue_id) "
        "WHERE kind = 'class' AND venue_id IS NOT NULL"
    )


def downgrade():
    op.drop_column("lesson", "seats")
