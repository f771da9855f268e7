"""A job's sentence without a language: its words and what fills them, so that each page says it in its own."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("job", sa.Column("said", sa.String(2000), nullable=False, server_default=""))
    job = sa.table("job", sa.column("id"), sa.column("sentence"), sa.column("said"))
    connection = op.get_bind()
    for id_, sentence in connection.execute(sa.select(job.c.id, job.c.sentence).where(job.c.sentence != "")):
        # A plain sentence has no places to fill, so a per cent sign in it is only that.
        said = json.dumps({"say": sentence, "with": {}}, ensure_ascii=False)
        connection.execute(job.update().where(job.c.id == id_).values(said=said))
    op.drop_column("job", "sentence")


def downgrade():
    """What jobs said is lost; they themselves stay."""
    op.add_column("job", sa.Column("sentence", sa.String(200), nullable=False, server_default=""))
    op.drop_column("job", "said")
