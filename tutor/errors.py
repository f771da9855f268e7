"""What a rule says when it refuses: a sentence for a person. And what a log may say when something broke."""

import traceback
from typing import Any

from tutor.sentences import Said


class Refused(Exception):
    """A rule says no, and nothing has changed.

    Message and fields are those of `Said`; the edge translates and shows them. A refusal that must
    itself be remembered (a wrong code) is a returned value: an exception rolls back.
    """

    def __init__(self, message: str, /, **fields: Any) -> None:
        super().__init__(message)
        self.said = Said(message, **fields)

    def __str__(self) -> str:
        return str(self.said)


class NotFound(Refused):
    """Nothing of that name is there for this actor; the same answer whether it is absent or not theirs."""


def nothing_here() -> NotFound:
    return NotFound("お探しのものは見つかりません。番号をもう一度お確かめください。")


def described(error: BaseException) -> str:
    """Kind and place only: the text of a database error carries names and numbers."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    places = "".join(f" at {frame.filename}:{frame.lineno}" for frame in last)
    return f"{type(error).__name__}{places}"
