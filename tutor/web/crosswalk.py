"""Each can-do beside three frameworks, and what nothing of ours covers yet: for staff and the city alike."""

from typing import Any

from tutor.curriculum.content import LEARNERS, Curriculum, Skill
from tutor.curriculum.frameworks import FRAMEWORKS, NONE, Framework, Item, covered
from tutor.curriculum.queries import published
from tutor.web.language import current


def crosswalk() -> dict[str, Any]:
    """What parts/crosswalk.html shows."""
    courses = [(content, _stages(content), _gaps(content)) for content in published(LEARNERS)]
    return {"courses": courses, "named": named}


def _stages(content: Curriculum) -> list[tuple[str, list[tuple[Skill, list[Item | None]]]]]:
    found = [
        (stage.title, [(skill, _items(skill)) for skill in content.skills_of(stage.number)])
        for stage in content.stages
    ]
    return [(title, rows) for title, rows in found if rows]


def _items(skill: Skill) -> list[Item | None]:
    """In the order of the frameworks; what is no item of one is shown as it is written."""
    said = dict(skill.crosswalk)
    keys = [(framework, said.get(framework.key, NONE)) for framework in FRAMEWORKS]
    return [None if key == NONE else framework.item(key) or Item(key, key, key) for framework, key in keys]


def _gaps(content: Curriculum) -> list[tuple[Framework, list[tuple[Item, int]]]]:
    return [
        (framework, [(item, len(skills)) for item, skills in covered(content, framework)])
        for framework in FRAMEWORKS
    ]


def named(one: Framework | Item) -> str:
    return one.ja if current() == "ja" else one.en
