"""What the page of a class offers for all who came at once: circles, and what to practise at home."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from tutor.actor import Actor
from tutor.curriculum.content import Skill, Stage, Unit
from tutor.web.tutors.doorway import AtDoor, MarkRow
from tutor.web.tutors.said_of_all import marks_for_all
from tutor.web.tutors.written import WHOLE_CLASS

MOST_SKILLS, MOST_UNITS = 6, 4


class Together:
    """`doors` are those of everybody who may be marked."""

    def __init__(self, doors: Sequence[AtDoor], *, me: Actor, also: Sequence[str]) -> None:
        self.doors, self.me, self.also = doors, me, also

    @cached_property
    def _skills(self) -> list[Skill]:
        """What most of them would work on, and what was asked for."""
        counted = Counter(one.skill for door in self.doors for one in door.skills)
        common = [skill for skill, _ in counted.most_common(MOST_SKILLS)]
        asked = [one for one in self._all if one.key in self.also and one not in common]
        return sorted([*common, *asked], key=self._all.index)

    @cached_property
    def _all(self) -> tuple[Skill, ...]:
        """In one order, also when two of the class follow different editions of the curriculum."""
        return tuple(dict.fromkeys(skill for door in self.doors for skill in door.all_skills))

    @cached_property
    def marks(self) -> list[MarkRow]:
        given = marks_for_all(self.doors[0].lesson, me=self.me)
        return [
            MarkRow(f"mark-{WHOLE_CLASS}-{one.key}", one.text, "", given.get(one.key), (), False, one.looks)
            for one in self._skills
        ]

    @property
    def units(self) -> list[Unit]:
        """To practise at home until the next date."""
        return self._practising[:MOST_UNITS]

    @property
    def other_units(self) -> list[Unit]:
        shown = set(self.units)
        return [one for one in self._all_units if one not in shown]

    @property
    def other_skills(self) -> list[tuple[Stage, list[Skill]]]:
        shown = {one.key for one in self._skills}
        return [
            (stage, left)
            for stage, skills in self.doors[0].other_skills
            if (left := [one for one in skills if one.key not in shown])
        ]

    @cached_property
    def _practising(self) -> list[Unit]:
        keys = {one.key for one in self._skills}
        return [one for one in self._all_units if keys.intersection(one.skills)]

    @property
    def _all_units(self) -> tuple[Unit, ...]:
        material = self.doors[0].material
        return material.units if material else ()
