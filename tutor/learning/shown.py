"""What pages show of a learner, as plain values: the stairs, the skills of one lesson, the past. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
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
class Remembered:
    """A mark as told: what, how well, who saw it and when. `corrected` marks no longer count."""

    at: datetime
    skill: str
    value: int
    source: MarkSource
    by: str
    lesson_code: str | None
    corrected: bool


@dataclass(frozen=True)
class LessonSkill:
    """A row of circles on the tutors' page. `given`: each tutor's mark in this lesson, by person id."""

    skill: Skill
    standing: int
    units: tuple[str, ...]
    due: bool
    given: Mapping[int | None, int]


def lesson_skills(
    content: Curriculum, marks: Collection[Seen], *, lesson_id: int, day: date, now: datetime
) -> list[LessonSkill]:
    """Chosen as things stood before the lesson, so that no row jumps away under a tutor's finger."""
    seen = rules.in_force(marks)
    before = [mark for mark in seen if mark.lesson != lesson_id]
    given = _given(mark for mark in seen if mark.lesson == lesson_id)
    waiting = practice.due(practice.reviews(before), today=day)
    chosen = _chosen(content, rules.standings(before, now=now), waiting)
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


def _chosen(content: Curriculum, standings: Mapping[str, int], waiting: Collection[str]) -> list[str]:
    """Two reviews that wait longest, then the next stage, then the other reviews; never more than six."""
    known = {skill.key for skill in content.skills}
    reviews = [key for key in waiting if key in known]
    stage = rules.next_stage(standings, content)
    fresh = [] if stage is None else [skill.key for skill in rules.missing(stage, standings, content)]
    wanted = dict.fromkeys([*reviews[:DUE_FIRST], *fresh, *reviews[DUE_FIRST:]])
    return list(wanted)[:MOST_SKILLS]


def _skills(content: Curriculum, keys: Iterable[str]) -> list[Skill]:
    by_key = {skill.key: skill for skill in content.skills}
    return [by_key[key] for key in keys if key in by_key]
