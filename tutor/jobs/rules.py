"""What a job may be asked with, and how much it may say."""

import json
from typing import Any

from tutor.sentences import Said, written

LONGEST = 2000
LONGEST_PLAIN = 500


def check_arguments(arguments: dict[str, Any]) -> None:
    """They stay in a row for ever, so nobody's name or number may be among them."""
    for name, value in arguments.items():
        if isinstance(value, str) and not value.isascii():
            raise ValueError(f"argument {name} of a job must be an id, a code, a date or a number")
    if len(json.dumps(arguments)) > LONGEST - 100:
        raise ValueError("the arguments of a job are too long: name a row that holds them")


def kept(said: Said) -> str:
    """What is too long for its row, because of what fills it, is kept cut, and in Japanese."""
    whole = written(said)
    return whole if len(whole) <= LONGEST else written(Said(str(said)[:LONGEST_PLAIN]))
