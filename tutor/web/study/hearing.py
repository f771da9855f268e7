"""What the button 「聞く」 has: audio where there is some, else sentences for the browser's own voice."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.curriculum.content import Unit
from tutor.speech import queries, rules, sheets
from tutor.speech.voices import SHORT_CREDIT
from tutor.study.rules import Sheet
from tutor.web.saying import say


@dataclass(frozen=True)
class Heard:
    """`audio` and `why` are hashes, of the sheet's audio and of the kind word's to an answer.

    Without audio of the sheet the lines say all of it, the kind word too.
    """

    audio: str
    why: str
    lines: Sequence[str]
    credit: str = ""
    """Whose voice a machine speaks with, as its licence asks; a person is not named here."""


def heard(
    unit: Unit, sheet: Sheet, *, phone: str, language: str, chosen: int | None, municipality_id: int
) -> Heard:
    of_sheet, of_answer = sheets.said(unit, sheet, phone=phone), _because(unit, sheet, chosen)
    # A unit that stays Japanese on an English page is read by one voice from beginning to end.
    name = say if language in unit.languages else str
    lines = [*sheets.said(unit, sheet, phone=phone, name=name), *of_answer]
    hashes = [sheets.text_hash(one) for one in (of_sheet, of_answer)]
    known = queries.known(municipality_id, "\n".join(lines), hashes)
    audio, why = (known.audio.get(one, "") for one in hashes)
    if audio:
        return Heard(audio, why, (), "" if known.audio.keys() <= known.own else SHORT_CREDIT)
    return Heard("", "", rules.read_out(lines, known.readings))


def _because(unit: Unit, sheet: Sheet, chosen: int | None) -> list[str]:
    if sheet.kind != "question" or chosen is None:
        return []
    return sheets.because(unit.questions[sheet.n].choices[chosen])
