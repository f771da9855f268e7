"""What a person is found by: the beginnings that the search box compares.

`flask office search-keys` fills it for people who were entered before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Byte order, so that "begins with" is one range of the index; SQLite compares bytes anyway.
KEY = sa.String(60).with_variant(sa.String(60, collation="C"), "postgresql")


def upgrade():
    op.create_table(
        "person_key",
        sa.Column("municipality_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_key_person_id")),
        sa.PrimaryKeyConstraint("municipality_id", "kind", "key", "person_id", name=op.f("pk_person_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_person_key_person_id"), "person_key", ["person_id"])
    op.create_index("ix_person_contact_contact_point_id", "person_contact", ["contact_point_id"])


def downgrade():
    op.drop_index("ix_person_contact_contact_point_id", table_name="person_contact")
    op.drop_table("person_key")
