"""What a message is for, and what follows from that: may it be stopped, rung instead, or come late."""

from tutor.errors import Refused
from tutor.messaging.models import Meaning

RING_BACK = "ring_back"
LANE_STOPPED = "lane_stopped"
ANSWERS: dict[Meaning, str] = {
    meaning: f"answer_{meaning}" for meaning in Meaning if meaning is not Meaning.NOTED
}
LASTING = frozenset({RING_BACK, LANE_STOPPED, *ANSWERS.values()})
"""What never comes too late: a promise that was missed, an answer unread, stand first until staff rang."""
STOPPABLE = ("lesson_reminder", "homework", "lesson_question")
"""Kinds somebody can do without. What a lesson changes to must reach its people, if need be by a call."""

QUESTION, HOMEWORK, ON_THE_WAY = "lesson_question", "homework_nudge", "on_the_way"
NEVER_RUNG = frozenset({QUESTION, HOMEWORK, ON_THE_WAY})
"""By a machine or not at all: no copy to anybody, and nobody of ours rings to say it."""


def kinds_of(purpose: str) -> list[str]:
    """lesson_reminder_3 is a lesson_reminder too, and a lesson message: a stop of any of them holds."""
    words = purpose.split("_")
    return ["_".join(words[: n + 1]) for n in range(len(words))]


def stoppable(purpose: str) -> str | None:
    return next((kind for kind in STOPPABLE if kind in kinds_of(purpose)), None)


def meant(meaning: Meaning, purpose: str) -> Meaning:
    """After a lesson "2" is not about coming: somebody wants to speak with us."""
    afterwards = purpose in {QUESTION, HOMEWORK} and meaning is Meaning.CANNOT_COME
    return Meaning.CALL_ME if afterwards else meaning


def check_stoppable(kind: str) -> None:
    if kind not in STOPPABLE:
        raise Refused("止めるお知らせの種類をえらんでください。")
