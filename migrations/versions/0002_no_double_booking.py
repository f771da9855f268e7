"""Nobody is in two places at once: refused by the database itself, also for raw SQL.

Also the two unique indexes over expressions, which autogenerate cannot compare on SQLite.
A later migration that rebuilds `staffing` or `attendance` on SQLite must make their triggers again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# table, whose time it is, which rows hold that time
BOOKINGS = (
    ("staffing", "tutor_id", "live AND state <> 'released'"),
    ("attendance", "learner_id", "live"),
)
OPEN_CONSENT = {"sqlite_where": sa.text("withdrawn_at IS NULL"), "postgresql_where": sa.text("withdrawn_at IS NULL")}


def upgrade():
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, who, holds in BOOKINGS:
        (refuse_on_sqlite if sqlite else refuse_on_postgresql)(table, who, holds)
    op.create_index("uq_consent_open", "consent", CONSENT, unique=True, **OPEN_CONSENT)
    op.create_index("uq_role_grant", "role_grant", GRANT, unique=True)


CONSENT = ["person_id", "purpose", sa.text("coalesce(support_id, 0)")]
GRANT = ["person_id", "role", sa.text("coalesce(municipality_id, 0)")]


def refuse_on_postgresql(table, who, holds):
    # int8range with && stands for equality: the bundled server has no btree_gist.
    op.execute(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_no_overlap EXCLUDE USING gist "
        f"(int8range({who}, {who}, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&) "
        f"WHERE ({holds}) DEFERRABLE INITIALLY DEFERRED"
    )


def refuse_on_sqlite(table, who, holds):
    new_holds = holds.replace("live", "NEW.live").replace("state", "NEW.state")
    for verb in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_overlap_{verb.lower()} AFTER {verb} ON {table} "
            f"WHEN {new_holds} AND EXISTS (SELECT 1 FROM {table} AS other WHERE other.{who} = NEW.{who} "
            f"AND other.lesson_id <> NEW.lesson_id AND {holds.replace('live', 'other.live').replace('state', 'other.state')} "
            "AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at) "
            f"BEGIN SELECT RAISE(ABORT, '{table}_no_overlap'); END"
        )


def downgrade():
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.drop_index("uq_role_grant")
    op.drop_index("uq_consent_open")
    for table, _, _ in BOOKINGS:
        if sqlite:
            op.execute(f"DROP TRIGGER {table}_no_overlap_insert")
            op.execute(f"DROP TRIGGER {table}_no_overlap_update")
        else:
            op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_no_overlap")
