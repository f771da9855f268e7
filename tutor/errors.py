"""What a rule says when it refuses: a sentence for a person."""

from typing import Any


class Refused(Exception):
    """A rule says no, and nothing has changed.

    `message` is the Japanese sentence as it stands in the catalogue, with named places like
    %(name)s; `fields` fills them. The edge translates and shows it. A refusal that must itself be
    remembered (a wrong code) is a returned value: an exception rolls back.
    """

    def __init__(self, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def __str__(self) -> str:
        return self.message % self.fields if self.fields else self.message


class NotFound(Refused):
    """Nothing of that name is there for this actor; the same answer whether it is absent or not theirs."""


def nothing_here() -> NotFound:
    return NotFound("お探しのものは見つかりません。番号をもう一度お確かめください。")
