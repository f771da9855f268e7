"""Words that stand on several pages of the tutors."""

from flask_babel import gettext

from tutor.people.models import TravelMode


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


def mode_word(mode: TravelMode) -> str:
    words = {
        TravelMode.WALK: gettext("歩いて"),
        TravelMode.BICYCLE: gettext("自転車で"),
        TravelMode.BUS: gettext("バスで"),
        TravelMode.CAR: gettext("車で"),
    }
    return str(words[mode])
