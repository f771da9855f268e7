"""Drafts of a curriculum's files, and why a version was published in the browser."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OPEN = "ended_at IS NULL AND municipality_id IS NOT NULL"
OPEN_EVERYWHERE = "ended_at IS NULL AND municipality_id IS NULL"


def upgrade():
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("curriculum_key", sa.String(40), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("begun_from_hash", sa.String(64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("published_in", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("code", name="uq_draft_code"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_draft_municipality_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_draft_by_id"),
    )
    _one_open("uq_draft_open", ["curriculum_key", "municipality_id", "name"], sa.text(OPEN))
    _one_open("uq_draft_open_everywhere", ["curriculum_key", "name"], sa.text(OPEN_EVERYWHERE))
    op.create_table(
        "publication",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("version_id", name="pk_publication"),
        sa.ForeignKeyConstraint(["version_id"], ["curriculum_version.id"], name="fk_publication_version_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_publication_by_id"),
    )


def _one_open(name, columns, where):
    op.create_index(name, "draft", columns, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade():
    op.drop_table("publication")
    op.drop_table("draft")
