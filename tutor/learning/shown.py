"""What pages show of a learner, as plain values: the stairs, the skills of one lesson, the past. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tutor.curriculum.content import Curriculum, Skill
from tutor.learning import practice, rules
from tutor.learning.rules import MarkSource, Seen

MOST_SKILLS = 6
DUE_FIRST = 2


@dataclass(frozen=True)
class Step:
    """One stage on the stairs. `missing` names the skills it still wants."""

    number: int
    title: str
    state: Literal["reached", "next", "later"]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """Where a learner stands in one curriculum at one moment."""

    content: Curriculum
    standings: Mapping[str, int]

    @property
    def level(self) -> int | None:
        return rules.level(self.standings, self.content)

    @property
    def steps(self) -> list[Step]:
        reached = rules.stages_reached(self.standings, self.content)
        next_ = rules.next_stage(self.standings, self.content)
        return [
            Step(stage.number, stage.title, _state(stage.number, reached, next_), self._missing(stage.number))
            for stage in self.content.stages
        ]

    def _missing(self, stage: int) -> tuple[str, ...]:
        return tuple(skill.text for skill in rules.missing(stage, self.standings, self.content))


def _state(stage: int, reached: Collection[int], next_: int | None) -> Literal["reached", "next", "later"]:
    if stage in reached:
        return "reached"
    return "next" if stage == next_ else "later"


@dataclass(frozen=True)
class LessonSkill:
    """A row of circles on the tutors' page. `given`: each tutor's mark in this lesson, by person id."""

    skill: Skill
    standing: int
    units: tuple[str, ...]
    due: bool
    given: Mapping[int | None, int]


def lesson_skills(
    content: Curriculum,
    marks: Collection[Seen],
    *,
    lesson_id: int,
    day: date,
    now: datetime,
    homework: Collection[str] = (),
) -> list[LessonSkill]:
    """Chosen as things stood before the lesson, so that no row jumps away under a tutor's finger.

    `homework`: keys of the units that were to be done for this lesson.
    """
    seen = rules.in_force(marks)
    before = [mark for mark in seen if mark.lesson != lesson_id]
    given = _given(mark for mark in seen if mark.lesson == lesson_id)
    waiting = practice.due(practice.reviews(before), today=day)
    held = rules.standings(before, now=now)
    chosen = _chosen(content, held, waiting, _to_look_at(content, held, homework))
    standings = rules.standings(seen, now=now)
    shown = dict.fromkeys([*chosen, *given])
    return [
        LessonSkill(
            skill=skill,
            standing=standings.get(skill.key, 0),
            units=tuple(unit.title for unit in content.units if skill.key in unit.skills),
            due=skill.key in waiting,
            given=given.get(skill.key, {}),
        )
        for skill in _skills(content, shown)
    ]


def _given(marks: Iterable[Seen]) -> dict[str, dict[int | None, int]]:
    given: dict[str, dict[int | None, int]] = defaultdict(dict)
    for mark in sorted(marks, key=lambda mark: (mark.at, -mark.value)):
        if mark.source is MarkSource.TUTOR:
            given[mark.skill][mark.by] = mark.value
    return given


def _to_look_at(content: Curriculum, held: Mapping[str, int], homework: Collection[str]) -> list[str]:
    units = [unit for unit in content.units if unit.key in homework]
    return [key for unit in units for key in unit.skills if held.get(key, 0) < rules.ALONE]


def _chosen(
    content: Curriculum, standings: Mapping[str, int], waiting: Collection[str], practised: Collection[str]
) -> list[str]:
    """Two reviews waiting longest, what was practised at home, the next stage, other reviews; six at most."""
    known = {skill.key for skill in content.skills}
    reviews = [key for key in waiting if key in known]
    stage = rules.next_stage(standings, content)
    fresh = [] if stage is None else [skill.key for skill in rules.missing(stage, standings, content)]
    wanted = dict.fromkeys([*reviews[:DUE_FIRST], *practised, *fresh, *reviews[DUE_FIRST:]])
    return list(wanted)[:MOST_SKILLS]


def _skills(content: Curriculum, keys: Iterable[str]) -> list[Skill]:
    by_key = {skill.key: skill for skill in content.skills}
    return [by_key[key] for key in keys if key in by_key]


@dataclass(frozen=True)
class HomeworkChoice:
    """A unit that may be given at the end of a lesson; `skills` are those of the lesson that it practises."""

    unit: str
    title: str
    skills: tuple[str, ...]
    proposed: bool
    when_all_goes_well: bool


def homework_choices(
    content: Curriculum,
    standings: Mapping[str, int],
    *,
    skills: Sequence[str],
    practised: Collection[str],
    due: Sequence[str],
) -> list[HomeworkChoice]:
    """What the rule proposes comes first. Before there is a mark, all the skills count as practised."""
    meant = set(practised) or set(skills)
    proposed = practice.next_units(content, standings=standings, practised=meant, due=due)
    alone = {**standings, **dict.fromkeys(skills, rules.ALONE)}
    after = practice.next_units(content, standings=alone, practised=skills, due=())
    touching = [unit for unit in content.units if set(unit.skills).intersection(skills)]
    units = {unit.key: unit for unit in [*proposed, *touching, *after]}
    return [
        HomeworkChoice(
            unit=unit.key,
            title=unit.title,
            skills=tuple(key for key in unit.skills if key in skills),
            proposed=unit in proposed,
            when_all_goes_well=unit in after,
        )
        for unit in units.values()
    ]
