"""points of 小字, postcodes, how far a door may lie from a town's point

The Geolonia file and Japan Post's list come in by `flask places import`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("town", sa.Column("radius_km", sa.Double(), nullable=False, server_default="0"))
    op.add_column("venue", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "koaza",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("town_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("reading", sa.String(length=120), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lng", sa.Double(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], name=op.f("fk_koaza_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_koaza")),
        sa.UniqueConstraint("town_id", "name", name=op.f("uq_koaza_town_id_name")),
    )
    op.create_table(
        "postcode_town",
        sa.Column("postcode", sa.String(length=7), nullable=False),
        sa.Column("town_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], name=op.f("fk_postcode_town_town_id")),
        sa.PrimaryKeyConstraint("postcode", "town_id", name=op.f("pk_postcode_town")),
    )
    op.create_index(op.f("ix_postcode_town_town_id"), "postcode_town", ["town_id"])


def downgrade():
    op.drop_table("postcode_town")
    op.drop_table("koaza")
    op.drop_column("venue", "version")
    op.drop_column("town", "radius_km")
