"""Who of the staff put a message into other words."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("wording") as table:
        table.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_wording_by_id"), "person", ["by_id"], ["id"])


def downgrade():
    with op.batch_alter_table("wording") as table:
        table.drop_constraint(op.f("fk_wording_by_id"), type_="foreignkey")
        table.drop_column("by_id")
