"""Words that stand on several pages of the tutors."""

from flask_babel import gettext


def mark_word(value: int) -> str:
    words = (
        gettext("まだ"),
        gettext("手をそえて"),
        gettext("ことばで"),
        gettext("ひとりで"),
        gettext("人に教えられる"),
    )
    return str(words[value])


def causes() -> list[tuple[str, str]]:
    """Why somebody missed a lesson: what is kept, and what stands on the button."""
    return [
        ("ill", gettext("体の調子")),
        ("busy", gettext("急な用事")),
        ("forgot", gettext("忘れていた")),
        ("absent", gettext("留守だった")),
        ("mistaken", gettext("日や場所のまちがい")),
        ("unknown", gettext("わからない")),
    ]


def cause_word(cause: str) -> str:
    return dict(causes()).get(cause, cause)
