"""What stands below a unit's front matter: each kind of section, and how often it may stand there."""

from collections.abc import Sequence

from tutor.curriculum.content import SLIDES, Exercise, Page, Question, Survey
from tutor.curriculum.source.problems import Complain
from tutor.curriculum.source.sections import Passage, check_lines, check_markup, sections_of
from tutor.curriculum.source.unit_parts import read_page, read_question, read_survey, refuse_parts

PAGE, EXERCISE, QUESTION, SURVEY = "ページ", "れんしゅう", "しつもん", "アンケート"
OWN_STEPS, TUTOR_NOTE = "じぶんの手順", "講師へ"
# The fewest and the most of each kind; a talk has as many pages as slides, and needs no questions.
PAGES = {"": (3, 8), SLIDES: (1, 100)}
QUESTIONS = {"": (2, 4), SLIDES: (0, 8)}
SECTIONS = (PAGE, EXERCISE, QUESTION, SURVEY, OWN_STEPS, TUTOR_NOTE)


class Body:
    """The sections of one unit by their kind; what must be there and how often."""

    def __init__(self, lines: Sequence[str], first_line: int, complain: Complain) -> None:
        self._complain = complain
        self._by_kind: dict[str, list[Passage]] = {kind: [] for kind in SECTIONS}
        for section in sections_of(lines, first_line, complain):
            if section.kind in self._by_kind:
                self._by_kind[section.kind].append(section)
            else:
                sentence = f"見出し「{section.kind}」はわかりません。使えるのは{'、'.join(SECTIONS)}です。"
                complain(section.line, sentence)

    def sections(self, kind: str) -> list[Passage]:
        return self._by_kind[kind]

    def pages(self, kind: str) -> tuple[Page, ...]:
        low, high = PAGES.get(kind, PAGES[""])
        sections = self._counted(PAGE, low=low, high=high)
        return tuple(read_page(section, self._complain) for section in sections)

    def questions(self, kind: str, skills: tuple[str, ...]) -> tuple[Question, ...]:
        low, high = QUESTIONS.get(kind, QUESTIONS[""])
        sections = self._counted(QUESTION, low=low, high=high)
        return tuple(read_question(section, self._complain, skills=skills) for section in sections)

    def surveys(self) -> tuple[Survey, ...]:
        sections = self._counted(SURVEY, low=0, high=2)
        return tuple(read_survey(section, self._complain) for section in sections)

    def exercise(self) -> Exercise:
        section = self._only(EXERCISE)
        if not section.title:
            self._complain(
                section.line, "れんしゅうの題名がありません。「# れんしゅう：題名」と書いてください。"
            )
        check_lines(section, self._complain)
        return Exercise(section.title, section.text)

    def own_steps(self) -> str:
        section = self._only(OWN_STEPS)
        check_lines(section, self._complain)
        return section.text

    def tutor_note_or_none(self) -> str:
        return self.tutor_note() if self._by_kind[TUTOR_NOTE] else ""

    def tutor_note(self) -> str:
        # Read by a student at a table, not by a learner on a phone: its lines may be longer.
        section = self._only(TUTOR_NOTE)
        for number, line in section.numbered():
            check_markup(number, line, self._complain)
        return section.text

    def _counted(self, kind: str, *, low: int, high: int) -> list[Passage]:
        sections = self._by_kind[kind]
        if not low <= len(sections) <= high:
            line = sections[high].line if len(sections) > high else 1
            self._complain(
                line, f"「# {kind}」が{len(sections)}個あります。{low}個から{high}個にしてください。"
            )
        return sections

    def _only(self, kind: str) -> Passage:
        sections = self._by_kind[kind]
        if not sections:
            self._complain(1, f"「# {kind}」がありません。書きたしてください。")
            return Passage(1, 1, kind, "?")
        for extra in sections[1:]:
            self._complain(extra.line, f"「# {kind}」が二つあります。一つにしてください。")
        section = sections[0]
        refuse_parts(section, self._complain)
        if not section.text:
            self._complain(section.line, f"「# {kind}」の下に文がありません。")
        return section
