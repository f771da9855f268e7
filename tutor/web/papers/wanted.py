"""What is to be learnt from a paper, as an address, a form or a job's row names it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from tutor.curriculum.content import LANGUAGES, PHONES
from tutor.errors import nothing_here

LONGEST_KEY = 40


@dataclass(frozen=True)
class Wanted:
    """Nothing of a learner: an empty phone or language is that of whoever the paper is for."""

    curriculum: str = ""
    unit: str = ""
    course: str = ""
    phone: str = ""
    language: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Wanted":
        found = cls(**{field.name: values.get(field.name, "") for field in fields(cls)})
        keys = (found.curriculum, found.unit, found.course)
        known = found.phone in ("", *PHONES.values()) and found.language in ("", *LANGUAGES)
        if not known or any(len(one) > LONGEST_KEY or not one.isascii() for one in keys):
            raise nothing_here()
        return found

    def named(self) -> dict[str, str]:
        return asdict(self)
