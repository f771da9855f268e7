"""Where a version of a curriculum came from, and which versions it was made from."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("curriculum", sa.Column("folder_hash", sa.String(64), nullable=True))
    op.add_column(
        "curriculum_version", sa.Column("origin", sa.String(32), nullable=False, server_default="folder")
    )
    op.add_column("curriculum_version", sa.Column("history", sa.Text(), nullable=False, server_default=""))
    _remember()
    with op.batch_alter_table("curriculum_version") as table:
        table.alter_column("origin", server_default=None)
        table.alter_column("history", server_default=None)


def _remember():
    """All versions until now were loaded from the folder, one after the other."""
    bind = op.get_bind()
    rows = bind.execute(
        sa.text("SELECT id, curriculum_id, hash FROM curriculum_version ORDER BY curriculum_id, number")
    ).all()
    before = {}
    for id_, curriculum_id, hash_ in rows:
        history = before.setdefault(curriculum_id, [])
        bind.execute(
            sa.text("UPDATE curriculum_version SET history = :history WHERE id = :id"),
            {"history": " ".join(history), "id": id_},
        )
        history.insert(0, hash_)
    for curriculum_id, history in before.items():
        bind.execute(
            sa.text("UPDATE curriculum SET folder_hash = :hash WHERE id = :id"),
            {"hash": history[0], "id": curriculum_id},
        )


def downgrade():
    for table, column in (
        ("curriculum_version", "history"),
        ("curriculum_version", "origin"),
        ("curriculum", "folder_hash"),
    ):
        op.drop_column(table, column)
