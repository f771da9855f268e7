"""What changed within one unit, and in its words in other languages."""

from collections.abc import Iterator
from typing import TypeVar

from tutor.curriculum.content import (
    LANGUAGES,
    Curriculum,
    CurriculumText,
    Page,
    Question,
    Survey,
    Unit,
    UnitText,
)
from tutor.curriculum.pairs import pairs
from tutor.sentences import Said

Texts = TypeVar("Texts", tuple[UnitText, ...], tuple[CurriculumText, ...])
Asked = tuple[Question | Survey, ...]
LANGUAGE_NAMES = {"ja-easy": Said("やさしい日本語"), "en": Said("英語")}


def unit_changes(old: Unit, new: Unit) -> Iterator[Said]:
    yield from _front(old, new)
    yield from _pages(old.pages, new.pages)
    yield from _asked(old, new)
    yield from _rest(old, new)
    yield from _facts(old, new)
    for name in _languages(old.texts, new.texts):
        yield Said("%(language)sの文が変わりました。", language=name)


def language_changes(old: Curriculum, new: Curriculum) -> Iterator[Said]:
    for name in _languages(old.texts, new.texts):
        yield Said("教材の名前とできることの、%(language)sの文が変わりました。", language=name)


def _languages(old: Texts, new: Texts) -> Iterator[Said]:
    before, after = ({text.language: text for text in texts} for texts in (old, new))
    for language in LANGUAGES[1:]:
        if before.get(language) != after.get(language):
            yield LANGUAGE_NAMES[language]


def _front(old: Unit, new: Unit) -> Iterator[Said]:
    if old.title != new.title:
        yield Said("単元の名前が「%(old)s」から「%(new)s」に変わりました。", old=old.title, new=new.title)
    if old.stage != new.stage:
        yield Said("段階%(number)dに移りました。", number=new.stage)
    if old.number != new.number:
        yield Said("順番が、%(old)d番から%(new)d番に変わりました。", old=old.number, new=new.number)
    if old.minutes != new.minutes:
        yield Said("かかる時間が、%(old)d分から%(new)d分に変わりました。", old=old.minutes, new=new.minutes)
    if old.skills != new.skills:
        yield Said("この単元で教える「できること」が変わりました。")
    if old.why != new.why:
        yield Said("はじめの一文が変わりました。")


def _pages(old: tuple[Page, ...], new: tuple[Page, ...]) -> Iterator[Said]:
    for was, now in pairs(old, new, lambda page: page.title):
        if was is None and now is not None:
            yield Said("ページ「%(title)s」が増えました。", title=now.title)
        elif now is None and was is not None:
            yield Said("ページ「%(title)s」がなくなりました。", title=was.title)
        elif now is not None:
            yield Said("ページ「%(title)s」の文が変わりました。", title=now.title)
    titles = [page.title for page in old], [page.title for page in new]
    if titles[0] != titles[1] and sorted(titles[0]) == sorted(titles[1]):
        yield Said("ページの順番が変わりました。")


def _asked(old: Unit, new: Unit) -> Iterator[Said]:
    before: Asked = (*old.questions, *old.surveys)
    after: Asked = (*new.questions, *new.surveys)
    for was, now in pairs(before, after, lambda one: one.text):
        if was is None and now is not None:
            yield Said("質問「%(text)s」が増えました。", text=now.text)
        elif now is None and was is not None:
            yield Said("質問「%(text)s」がなくなりました。", text=was.text)
        elif now is not None:
            yield Said("質問「%(text)s」の答えが変わりました。", text=now.text)


def _rest(old: Unit, new: Unit) -> Iterator[Said]:
    if old.exercise != new.exercise:
        yield Said("練習が変わりました。")
    if old.own_steps != new.own_steps:
        yield Said("「じぶんの手順」が変わりました。")
    if old.tutor_note != new.tutor_note:
        yield Said("講師への文が変わりました。")
    if old.pictures != new.pictures:
        yield Said("絵が変わりました。")


def _facts(old: Unit, new: Unit) -> Iterator[Said]:
    if old.check_again_by != new.check_again_by and new.check_again_by:
        day = new.check_again_by
        yield Said("見直す日が、%(year)d年%(day)sになりました。", year=day.year, day=day)
    for was, now in pairs(old.facts, new.facts, lambda fact: fact.text):
        if was is None and now is not None:
            yield Said("日付のある事実「%(text)s」が増えました。", text=now.text)
        elif now is None and was is not None:
            yield Said("日付のある事実「%(text)s」がなくなりました。", text=was.text)
        elif now is not None:
            yield Said("「%(text)s」を見直す日か、調べた所が変わりました。", text=now.text)
