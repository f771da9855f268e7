"""What a feature says, in the language in which the page speaks."""

from collections.abc import Iterable
from datetime import date, datetime

from flask_babel import gettext, ngettext

from tutor.errors import Refused
from tutor.local_time import clock_time
from tutor.reports.rules import Shown
from tutor.sentences import Counted, Said, are_sentences
from tutor.web import dates
from tutor.web.language import current

COMMA = {"ja": "、", "en": ", "}
BETWEEN_SENTENCES = {"ja": "", "en": " "}


def say(what: Said | Refused | str) -> str:
    """A string is data, and stays as it is."""
    if isinstance(what, str):
        return what
    said = what.said if isinstance(what, Refused) else what
    if not said:
        return ""
    fields = {name: _filled(value) for name, value in said.fields.items()}
    if isinstance(said, Counted):
        return str(ngettext(said.message, said.message, **fields))
    return str(gettext(said.message, **fields))


def counted(message: str, num: int, /, **fields: object) -> str:
    """A sentence about %(num)d things."""
    return say(Counted(message, num, **fields))


def figure(number: int) -> str:
    """A number, or what is said in its place."""
    return say(number.words) if isinstance(number, Shown) else str(number)


def listed(several: Iterable[object], mark: str = "、") -> str:
    """Names in a row; `mark` stands between them in Japanese."""
    return (mark if current() == "ja" else comma()).join(str(one) for one in several)


def comma() -> str:
    return COMMA[current()]


def _filled(value: object) -> object:
    match value:
        case Said():
            return say(value)
        case datetime():
            return f"{dates.short_date(value)} {clock_time(value)}"
        case date():
            return dates.short_date(value)
        case list() | tuple():
            between = BETWEEN_SENTENCES[current()] if are_sentences(value) else comma()
            return between.join(str(_filled(one)) for one in value)
    return value
