"""What the tutors want to know of one learner at the door, and what they have said so far."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask_babel import gettext

from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.curriculum.page_html import page_html
from tutor.learning import homework_queries, queries
from tutor.learning.models import Homework
from tutor.learning.rules import lowest_of_lesson
from tutor.learning.shown import HomeworkChoice, LessonSkill, Progress
from tutor.lessons import queries as lessons
from tutor.lessons import rules
from tutor.lessons.models import Attendance, Came, Lesson, LessonState
from tutor.people.models import Learner
from tutor.web.planned import CURRICULUM
from tutor.web.tutors.words import mark_word

AT_ONE_DOOR = 2
"""So many learners are marked on the lesson's own page; more are a list."""


@dataclass(frozen=True)
class MarkRow:
    """One line of circles: my own mark, and the others' once I have given mine."""

    field: str
    text: str
    hint: str
    own: int | None
    others: tuple[tuple[str, str], ...]
    differs: bool
    looks: tuple[str, ...]


class AtDoor:
    """Each part is read when the page first asks for it."""

    def __init__(self, row: Attendance, *, me: int | None, now: datetime, also: Iterable[str] = ()) -> None:
        self.row, self.lesson, self.learner = row, row.lesson, row.learner
        self.person = row.learner.person
        self.me, self.now, self.also = me, now, tuple(also)

    @property
    def came(self) -> bool:
        return self.row.came is Came.CAME

    @property
    def offered(self) -> str:
        """What the form begins with: "came", unless something else is known."""
        known = {Came.EXPECTED: Came.CAME, Came.SAYS_NO: None}.get(self.row.came, self.row.came)
        return known.value if known else ""

    @property
    def is_marked_here(self) -> bool:
        """Are there circles for this person?"""
        return self.row.came is not Came.MISSED and (self.is_open or self.came)

    @property
    def ticked(self) -> bool:
        return self.row.came in {Came.CAME, Came.MISSED}

    @property
    def is_open(self) -> bool:
        return self.lesson.state is LessonState.PLANNED

    @property
    def may_add(self) -> bool:
        when = {"starts_at": self.lesson.starts_at, "ends_at": self.lesson.ends_at, "now": self.now}
        return rules.may_add(self.lesson.state, **when)

    @cached_property
    def version(self) -> CurriculumVersion | None:
        """Who has not begun is asked about the newest: the first lesson begins it."""
        return queries.version_for(self.learner, beginning=curricula.newest(CURRICULUM))

    @cached_property
    def material(self) -> content.Curriculum | None:
        return curricula.content_of(self.version) if self.version else None

    @cached_property
    def progress(self) -> Progress | None:
        return queries.progress(self.learner, now=self.now)

    @cached_property
    def level(self) -> str:
        """In words: the number alone says nothing in a doorway."""
        if self.progress is None:
            return ""
        number = self.progress.level
        titles = {stage.number: stage.title for stage in self.progress.content.stages}
        if number is None:
            return str(gettext("階段の前にいます"))
        words = gettext("段階%(number)s「%(title)s」までできました", number=number, title=titles[number])
        return str(words)

    @cached_property
    def last(self) -> Lesson | None:
        return lessons.last_of_learner(self.learner.person_id, before=self.lesson.starts_at)

    @cached_property
    def last_marks(self) -> list[tuple[str, int]]:
        """How often each word was said last time, the best first; of two tutors the lower mark counts."""
        marks = queries.marks_of(self.learner.person_id)
        lowest = lowest_of_lesson(marks, self.last.id if self.last else None)
        counted = sorted(Counter(lowest.values()).items(), reverse=True)
        return [(mark_word(value), count) for value, count in counted]

    @cached_property
    def homework_before(self) -> list[Homework]:
        """What was to be done for today: still open, or given last time and done."""
        of_last = homework_queries.homework_of_lesson(self.last) if self.last else []
        done = [one for one in of_last if one.learner_id == self.learner.person_id and one.done_at]
        still = [
            one for one in homework_queries.open_homework(self.learner) if one.lesson_id != self.lesson.id
        ]
        return [*done, *still]

    @cached_property
    def given(self) -> list[Homework]:
        found = homework_queries.homework_of_lesson(self.lesson)
        return [one for one in found if one.learner_id == self.learner.person_id]

    @cached_property
    def choices(self) -> list[HomeworkChoice]:
        """Once something was given here, what was left out was left out on purpose."""
        if self.given:
            return []
        keys = [one.skill.key for one in self.skills]
        return queries.homework_to_choose(
            self.lesson, self.learner, skills=keys, now=self.now, beginning=self.version
        )

    @cached_property
    def other_units(self) -> list[UnitRow]:
        if self.version is None:
            return []
        shown = {one.unit.key for one in self.given} | {one.unit for one in self.choices}
        units = curricula.units_by_key(self.version)
        return [unit for key, unit in units.items() if key not in shown]

    @cached_property
    def skills(self) -> list[LessonSkill]:
        return queries.skills_for_lesson(self.lesson, self.learner, now=self.now, beginning=self.version)

    @cached_property
    def notes_for_tutors(self) -> list[tuple[str, str]]:
        """Of the units that practise these skills: where people stumble, and what not to do."""
        keys = {one.skill.key for one in self.skills}
        units = self.material.units if self.material else ()
        meant = [unit for unit in units if unit.tutor_note and keys.intersection(unit.skills)]
        return [(unit.title, page_html(unit.tutor_note, unit.pictures)) for unit in meant]

    @property
    def marked(self) -> bool:
        """Have I said anything of this learner here?"""
        return any(self.me in one.given for one in self.skills)

    def marked_by(self, tutor_id: int) -> bool:
        return any(tutor_id in one.given for one in self.skills)

    @cached_property
    def marks(self) -> list[MarkRow]:
        talk = queries.needs_talk(self.lesson, self.learner)
        rows = [mark_row(self, one, talk) for one in self.skills]
        known = {one.skill.key for one in self.skills}
        wanted = [one for one in self.all_skills if one.key in self.also and one.key not in known]
        return [*rows, *(empty_row(self, one) for one in wanted)]

    @property
    def all_skills(self) -> tuple[content.Skill, ...]:
        return self.material.skills if self.material else ()

    @cached_property
    def other_skills(self) -> list[tuple[content.Stage, list[content.Skill]]]:
        """By stage, without those that have their circles already."""
        if self.material is None:
            return []
        shown = {one.skill.key for one in self.skills} | set(self.also)
        by_stage = [
            (stage, [one for one in self.material.skills_of(stage.number) if one.key not in shown])
            for stage in self.material.stages
        ]
        return [(stage, skills) for stage, skills in by_stage if skills]


def field_of(learner: Learner, skill_key: str) -> str:
    return f"mark-{learner.person.code}-{skill_key}"


def empty_row(door: AtDoor, skill: content.Skill) -> MarkRow:
    return MarkRow(field_of(door.learner, skill.key), skill.text, "", None, (), False, skill.looks)


def mark_row(door: AtDoor, one: LessonSkill, talk: Iterable[str]) -> MarkRow:
    own = one.given.get(door.me)
    others = _others(door, one) if own is not None or not door.may_add else ()
    return MarkRow(
        field=field_of(door.learner, one.skill.key),
        text=one.skill.text,
        hint=_hint(one),
        own=own,
        others=others,
        differs=own is not None and one.skill.key in talk,
        looks=one.skill.looks,
    )


def _others(door: AtDoor, one: LessonSkill) -> tuple[tuple[str, str], ...]:
    """Seen only after one's own: the second mark must not lean on the first."""
    names = {row.tutor_id: row.tutor.person.family_name for row in door.lesson.staffings}
    return tuple(
        (names.get(by or 0, gettext("ほかの人")), mark_word(value))
        for by, value in one.given.items()
        if by != door.me
    )


def _hint(one: LessonSkill) -> str:
    if one.given or not one.standing:
        return str(gettext("おさらい")) if one.due else ""
    words = str(gettext("これまで: %(word)s", word=mark_word(one.standing)))
    return str(gettext("おさらい。%(words)s", words=words)) if one.due else words
