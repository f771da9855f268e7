"""Whom a curriculum is for; a tutor reads too, and passes."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

READER = op.f("ck_study_reader")
OLD_READER = op.f("ck_study_ck_study_reader")  # 0020 named it twice
TUTOR = op.f("fk_study_tutor_id")
ONCE = op.f("uq_study_tutor_id_unit_id")
ONE_OF_TWO = "(learner_id IS NULL) <> (share_id IS NULL)"
ONE_OF_THREE = (
    "(learner_id IS NOT NULL AND share_id IS NULL AND tutor_id IS NULL) OR "
    "(learner_id IS NULL AND share_id IS NOT NULL AND tutor_id IS NULL) OR "
    "(learner_id IS NULL AND share_id IS NULL AND tutor_id IS NOT NULL)"
)


def upgrade():
    op.add_column(
        "curriculum", sa.Column("audience", sa.String(16), nullable=False, server_default="learners")
    )
    with op.batch_alter_table("curriculum") as table:
        table.alter_column("audience", server_default=None)
    with op.batch_alter_table("study") as table:
        table.add_column(sa.Column("tutor_id", sa.Integer(), nullable=True))
        table.create_foreign_key(TUTOR, "tutor", ["tutor_id"], ["person_id"])
        table.create_unique_constraint(ONCE, ["tutor_id", "unit_id"])
        table.drop_constraint(OLD_READER, type_="check")
        table.create_check_constraint(READER, ONE_OF_THREE)
    op.create_table(
        "training_pass",
        sa.Column("tutor_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tutor_id"], ["tutor.person_id"], name=op.f("fk_training_pass_tutor_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["curriculum_version.id"], name=op.f("fk_training_pass_version_id")
        ),
        sa.PrimaryKeyConstraint("tutor_id", "version_id", name=op.f("pk_training_pass")),
    )


def downgrade():
    """What tutors have read is lost."""
    op.drop_table("training_pass")
    for part in ("study_answer", "study_page"):
        op.execute(
            f"DELETE FROM {part} WHERE study_id IN (SELECT id FROM study WHERE tutor_id IS NOT NULL)"
        )
    op.execute("DELETE FROM study WHERE tutor_id IS NOT NULL")
    with op.batch_alter_table("study") as table:
        table.drop_constraint(READER, type_="check")
        table.create_check_constraint(OLD_READER, ONE_OF_TWO)
        table.drop_constraint(ONCE, type_="unique")
        table.drop_constraint(TUTOR, type_="foreignkey")
        table.drop_column("tutor_id")
    op.drop_column("curriculum", "audience")
