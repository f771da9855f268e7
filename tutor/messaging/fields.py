"""What fills the places of a text, as the language of that text writes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tutor.local_time import clock_time, local_date, short_date
from tutor.people.languages import Language
from tutor.people.models import Person
from tutor.people.names import romaji
from tutor.sentences import Said

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# The few words that stand where a name would; what is not here is said in Japanese.
WORDS: dict[str, dict[str, str]] = {
    Language.EASY: {
        "ご自宅": "あなたの いえ",
        "電話・ビデオ": "でんわ・ビデオ",
        "調整中": "まだ きまって いません",
    },
    Language.EN: {"ご自宅": "your home", "電話・ビデオ": "phone or video", "調整中": "to be decided"},
}
HONOURS: dict[str, str] = {Language.JA: "様", Language.EASY: "さん"}


@dataclass(frozen=True)
class Names:
    """Family names in a row: (as written, as read). Whoever reads no kanji is given the reading."""

    of: tuple[tuple[str, str], ...]
    few: bool = False
    """With three or more the first one and ほか, so that a text stays one segment."""
    honoured: bool = False
    """Those who are spoken to, each name once; the text itself honours the last: 千葉様・小野寺 before 様."""

    @classmethod
    def of_people(cls, people: Sequence[Person], *, few: bool = False, honoured: bool = False) -> "Names":
        return cls(tuple((one.family_name, one.family_reading) for one in people), few, honoured)

    def as_read(self) -> "Names":
        return replace(self, of=tuple((reading or name, reading) for name, reading in self.of))

    def said(self, language: str) -> str:
        names = [_name(*one, language) for one in self.of]
        first, joined = ("{} and others", " and ") if language == Language.EN else ("{}ほか", "・")
        if self.few and len(names) > 2:
            return first.format(names[0])
        if self.honoured:
            return f"{HONOURS.get(language, '')}{joined}".join(dict.fromkeys(names))
        return joined.join(names)


Field = str | date | datetime | Said | Names | tuple[date, ...]
Fields = Mapping[str, Field]


def written(value: Field, language: str, *, is_spoken: bool = False) -> str:
    """Spoken by a machine, a name is given as it is read: nobody can say how it would guess."""
    day = _english_day if language == Language.EN else short_date
    match value:
        case str():
            return value
        case datetime():
            between = " " if language == Language.EN else ""
            return f"{day(local_date(value))}{between}{clock_time(value)}"
        case date():
            return day(value)
        case Said():
            return WORDS.get(language, {}).get(value.message, str(value))
        case Names():
            return (value.as_read() if is_spoken else value).said(language)
    return _days(value, day, ", " if language == Language.EN else "・")


def _days(days: Sequence[date], shown: Callable[[date], str], between: str) -> str:
    return between.join(shown(one) for one in days)


def _english_day(day: date) -> str:
    """Wed 25 Nov"""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _name(name: str, reading: str, language: str) -> str:
    if not reading or language == Language.JA:
        return name
    return romaji(reading) if language == Language.EN else reading
