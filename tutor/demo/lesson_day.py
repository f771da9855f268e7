"""One lesson that was held: who came, what was seen, what to do before the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tutor.actor import Actor, ActorKind, Grant, Role
from tutor.demo.seen import Marks
from tutor.demo.seniors import Seniors
from tutor.demo.written import written
from tutor.learning import actions, homework_queries, queries
from tutor.learning.models import Homework
from tutor.learning.rules import MarkSource
from tutor.lessons import attendance
from tutor.lessons.models import Came, Lesson
from tutor.people.models import Learner
from tutor.study import actions as study
from tutor.study import asking
from tutor.study.rules import Sheet, rights, sheets

PAGES_READ = (0, 1, 2)
FEW_MISS = 5
"""At every fifth question another answer is pressed first."""


def card_actor(learner: Learner) -> Actor:
    grant = Grant(Role.LEARNER, learner.municipality_id)
    return Actor(ActorKind.CARD, learner.person_id, frozenset({grant}))


@dataclass(frozen=True)
class Given:
    """Homework as the learner takes it up at home, with his or her card."""

    homework: Homework
    learner: Learner
    pages: int

    def read_to_the_end(self, now: datetime) -> None:
        by = card_actor(self.learner)
        read = study.begin(self.learner, self.homework.unit, by=by, now=now)
        row = sheets(homework_queries.homework_unit(self.homework))
        for n, sheet in enumerate(row):
            study.turn(read, page=n, now=now)
            if sheet.stops:
                for choice in self._pressed(sheet):
                    key = f"{read.code}-{read.round}-{n}-{choice}"
                    study.answer(read, study.Pressed(sheet, choice, key), by=by, now=now)
        study.finish(read, by=by, now=now)

    def _pressed(self, sheet: Sheet) -> list[int]:
        """Most know the answer, as the exercise before it said it; some press another first."""
        choices = rights(homework_queries.homework_unit(self.homework), sheet)
        if True not in choices:
            return [self.homework.id % len(choices)]
        right = choices.index(True)
        misses = (self.homework.id + sheet.n) % FEW_MISS == 0
        return [(right + 1) % len(choices), right] if misses else [right]

    def read_as_far_as_it_went(self, now: datetime) -> None:
        if self.pages:
            read = study.begin(self.learner, self.homework.unit, by=card_actor(self.learner), now=now)
            study.turn(read, page=self.pages, now=now)
        if self.pages == max(PAGES_READ):
            self._ask(now)

    def _ask(self, now: datetime) -> None:
        """Who came furthest wants to know something: it waits on the page of the next lesson."""
        words = written("seniors")["teacher_questions"]
        text, key = words[self.homework.id % len(words)], f"ask-{self.homework.code}"
        unit, by = self.homework.unit, card_actor(self.learner)
        asking.ask(self.learner, unit, page=self.pages, text=text, form_key=key, by=by, now=now)


@dataclass(frozen=True)
class LessonDay:
    lesson: Lesson
    learners: Sequence[Learner]
    marks: Sequence[Marks]
    """For each learner."""
    tutors: tuple[Actor, Actor]
    seniors: Seniors
    ill: Learner | None = None

    def come(self, now: datetime) -> None:
        for row in self.lesson.attendances:
            if row.learner is self.ill:
                attendance.tick(row, Came.MISSED, cause="かぜ", by=self.tutors[0], now=now)
            else:
                attendance.tick(row, Came.CAME, by=self.tutors[0], now=now)

    def mark(self, now: datetime) -> None:
        for learner, marks in zip(self.learners, self.marks, strict=True):
            if learner is self.ill:
                continue
            for skill, values in marks.items():
                for by, value in zip(self.tutors, values, strict=True):
                    self._one(learner, skill, value, by, now)
            actions.settle(learner, lesson=self.lesson, now=now)

    def _one(self, learner: Learner, skill: str, value: int, by: Actor, now: datetime) -> None:
        actions.mark(
            learner,
            skill_key=skill,
            value=value,
            source=MarkSource.TUTOR,
            lesson=self.lesson,
            by=by,
            now=now,
            client_key=f"{self.lesson.code}-{learner.person_id}-{skill}-{by.person_id}",
        )

    def finish(self, now: datetime, *, next_on: date | None) -> list[Given]:
        """The note for the next tutors, homework, and the end of the record."""
        key = f"{self.lesson.code}-note"
        attendance.note(
            self.lesson, self.seniors.say("lesson_notes"), client_key=key, by=self.tutors[1], now=now
        )
        given = [one for learner in self.learners for one in self._homework(learner, next_on, now)]
        stages = {one.person_id: queries.level_of(one, now=now) for one in self.learners}
        attendance.finish(self.lesson, stages=stages, by=self.tutors[0], now=now)
        return given

    def _homework(self, learner: Learner, next_on: date | None, now: datetime) -> list[Given]:
        units = queries.proposed_units(self.lesson, learner, now=now)
        rows = [
            actions.give_homework(
                learner, unit=unit, lesson=self.lesson, due_on=next_on, by=self.tutors[0], now=now
            )
            for unit in units
        ]
        return [Given(row, learner, self.seniors.rng.choice(PAGES_READ)) for row in rows]
