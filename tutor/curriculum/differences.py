"""What changed from one content of a curriculum to another, in sentences, part by part."""

from collections.abc import Iterator
from typing import NamedTuple

from tutor.curriculum.content import FAMILIES, LEARNERS, TUTORS, Curriculum
from tutor.curriculum.pairs import pairs
from tutor.curriculum.unit_differences import language_changes, unit_changes
from tutor.sentences import Said

WHO = {LEARNERS: Said("受講者"), TUTORS: Said("学生講師"), FAMILIES: Said("家族")}


class Change(NamedTuple):
    """`about` is the title of the unit, or nothing where the whole curriculum is meant."""

    about: str
    said: Said


def differences(old: Curriculum, new: Curriculum) -> list[Change]:
    """Empty for equal contents only."""
    found = [Change("", said) for said in (*_words(old, new), *_stages(old, new), *_skills(old, new))]
    found += [Change("", said) for said in (*_courses(old, new), *language_changes(old, new))]
    found += _units(old, new)
    if not found and old != new:
        return [Change("", Said("細かいところが変わりました。"))]
    return found


def _words(old: Curriculum, new: Curriculum) -> Iterator[Said]:
    if old.title != new.title:
        yield Said("教材の名前が「%(old)s」から「%(new)s」に変わりました。", old=old.title, new=new.title)
    if old.licence != new.licence:
        yield Said("使うときの決まりが変わりました（%(new)s）。", new=new.licence or "－")
    if old.credit != new.credit:
        yield Said("つくった人の名前が変わりました（%(new)s）。", new=new.credit or "－")
    if old.audience != new.audience:
        yield Said("だれが読むかが変わりました（%(new)s）。", new=WHO[new.audience])
    if old.pass_percent != new.pass_percent:
        yield Said("合格は、はじめの答えの%(new)d％からになりました。", new=new.pass_percent)


def _stages(old: Curriculum, new: Curriculum) -> Iterator[Said]:
    for was, now in pairs(old.stages, new.stages, lambda stage: stage.number):
        if was is None and now is not None:
            yield Said("段階%(number)d「%(title)s」が増えました。", number=now.number, title=now.title)
        elif now is None and was is not None:
            yield Said("段階%(number)d「%(title)s」がなくなりました。", number=was.number, title=was.title)
        elif now is not None:
            yield Said("段階%(number)d「%(title)s」が変わりました。", number=now.number, title=now.title)


def _skills(old: Curriculum, new: Curriculum) -> Iterator[Said]:
    for was, now in pairs(old.skills, new.skills, lambda skill: skill.key):
        if was is None and now is not None:
            yield Said("できること「%(text)s」が増えました。", text=now.text)
        elif now is None and was is not None:
            yield Said("できること「%(text)s」がなくなりました。付けた記録は残ります。", text=was.text)
        elif was is not None and now is not None:
            yield from _skill(was.text, now.text, was.stage, now.stage)


def _skill(was: str, now: str, stage: int, new_stage: int) -> Iterator[Said]:
    if was != now:
        yield Said("できること「%(old)s」が「%(new)s」に変わりました。", old=was, new=now)
    if stage != new_stage:
        yield Said("できること「%(text)s」が、段階%(number)dに移りました。", text=now, number=new_stage)
    if was == now and stage == new_stage:
        yield Said("できること「%(text)s」の見え方などが変わりました。", text=now)


def _courses(old: Curriculum, new: Curriculum) -> Iterator[Said]:
    for was, now in pairs(old.courses, new.courses, lambda course: course.key):
        if was is None and now is not None:
            yield Said("講座「%(title)s」が増えました。", title=now.title)
        elif now is None and was is not None:
            yield Said("講座「%(title)s」がなくなりました。", title=was.title)
        elif now is not None:
            yield Said("講座「%(title)s」が変わりました。", title=now.title)


def _units(old: Curriculum, new: Curriculum) -> Iterator[Change]:
    for was, now in pairs(old.units, new.units, lambda unit: unit.key):
        if was is None and now is not None:
            yield Change(now.title, Said("この単元が増えました。"))
        elif now is None and was is not None:
            yield Change(was.title, Said("この単元がなくなりました。"))
        elif was is not None and now is not None:
            said = list(unit_changes(was, now)) or [Said("細かいところが変わりました。")]
            yield from (Change(now.title, one) for one in said)
