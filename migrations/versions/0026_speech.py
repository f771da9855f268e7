"""Units heard: readings of names, audio, and a city's choice of voice."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(40), nullable=False),
        sa.Column("spoken", sa.String(80), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
        sa.UniqueConstraint("municipality_id", "written", name="uq_reading_municipality_id_written"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_reading_municipality_id"),
    )
    op.create_table(
        "audio",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_audio"),
    )
    op.create_table(
        "recording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("audio_hash", sa.String(64), nullable=False),
        sa.Column("spoken_hash", sa.String(64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recording"),
        sa.UniqueConstraint(
            "municipality_id", "text_hash", "origin", name="uq_recording_municipality_id_text_hash_origin"
        ),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_recording_municipality_id"),
        sa.ForeignKeyConstraint(["audio_hash"], ["audio.hash"], name="fk_recording_audio_hash"),
    )
    op.create_index("ix_recording_audio_hash", "recording", ["audio_hash"])
    op.create_table(
        "voice_choice",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("voice", sa.String(40), nullable=False),
        sa.Column("pace", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", name="pk_voice_choice"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_voice_choice_municipality_id"
        ),
    )


def downgrade():
    for table in ("voice_choice", "recording", "audio", "reading"):
        op.drop_table(table)
