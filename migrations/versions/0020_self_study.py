"""Self-study: how far, what was answered, what is to be asked; shares; a greeting."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade():
    _shares()
    _studies()
    _questions()
    _greetings()
    _move_pages()
    op.drop_column("homework", "page")


def _shares():
    op.create_table(
        "share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("curriculum_key", sa.String(40), nullable=False),
        sa.Column("unit_key", sa.String(40), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_share"),
        sa.UniqueConstraint("code", name="uq_share_code"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_share_municipality_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_share_by_id"),
    )
    op.create_index("ix_share_municipality_id", "share", ["municipality_id"])


def _studies():
    op.create_table(
        "study",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=True),
        sa.Column("share_id", sa.Integer(), nullable=True),
        sa.Column("reader_hash", sa.String(64), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_study"),
        sa.UniqueConstraint("code", name="uq_study_code"),
        sa.UniqueConstraint("learner_id", "unit_id", name="uq_study_learner_id_unit_id"),
        sa.UniqueConstraint("share_id", "reader_hash", name="uq_study_share_id_reader_hash"),
        sa.CheckConstraint("(learner_id IS NULL) <> (share_id IS NULL)", name="ck_study_reader"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_study_unit_id"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.person_id"], name="fk_study_learner_id"),
        sa.ForeignKeyConstraint(["share_id"], ["share.id"], name="fk_study_share_id"),
    )
    op.create_index("ix_study_unit_id", "study", ["unit_id"])
    op.create_table(
        "study_page",
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("study_id", "n", name="pk_study_page"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_study_page_study_id"),
    )
    op.create_table(
        "study_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(80), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_study_answer"),
        sa.UniqueConstraint("form_key", name="uq_study_answer_form_key"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_study_answer_study_id"),
    )
    op.create_index("ix_study_answer_study", "study_answer", ["study_id", "question"])


def _questions():
    op.create_table(
        "teacher_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("form_key", sa.String(80), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_teacher_question"),
        sa.UniqueConstraint("code", name="uq_teacher_question_code"),
        sa.UniqueConstraint("form_key", name="uq_teacher_question_form_key"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.person_id"], name="fk_teacher_question_learner_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_teacher_question_unit_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name="fk_teacher_question_lesson_id"),
    )
    op.create_index("ix_teacher_question_learner_id", "teacher_question", ["learner_id"])


def _greetings():
    op.create_table(
        "greeting",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("post", sa.String(60), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("picture_hash", sa.String(64), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", name="pk_greeting"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_greeting_municipality_id"),
    )
    op.create_index("ix_greeting_picture_hash", "greeting", ["picture_hash"])


def _move_pages():
    """How far a homework was read becomes how far its unit was; the last given one says it."""
    op.execute(
        sa.text(
            "INSERT INTO study (code, unit_id, learner_id, round, page, began_at, seen_at, done_at) "
            "SELECT code, unit_id, learner_id, 1, CASE WHEN done_at IS NULL THEN page ELSE 0 END, "
            "created_at, COALESCE(done_at, created_at), done_at FROM homework WHERE id IN "
            "(SELECT max(id) FROM homework WHERE page > 0 OR done_at IS NOT NULL "
            "GROUP BY learner_id, unit_id)"
        )
    )


def downgrade():
    op.add_column("homework", sa.Column("page", sa.Integer(), nullable=False, server_default="0"))
    for table in ("greeting", "teacher_question", "study_answer", "study_page", "study", "share"):
        op.drop_table(table)
