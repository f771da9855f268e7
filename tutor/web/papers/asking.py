"""What a paper is asked with, from an address or from a job's row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from tutor.actor import Actor, Role
from tutor.errors import Refused, nothing_here
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import local_date, monday_of
from tutor.messaging import queries as messages
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.people import queries as people
from tutor.study import sharing
from tutor.web.papers.kinds import Asked, Kind, kind_of
from tutor.web.papers.wanted import Wanted

EARLIEST, LATEST = date(2000, 1, 3), date(2999, 12, 1)


def asked(name: str, values: Mapping[str, str], *, base: str, by: Actor, now: datetime) -> Asked:
    """Without a city the actor's first, without a day today. Nothing outside the actor's cities is found."""
    kind = kind_of(name)
    if kind.of_one_class or kind.of_one_lesson:
        lesson = (
            _class(values, by) if kind.of_one_class else lessons.lesson(values.get("lesson", ""), actor=by)
        )
        return Asked(lesson.programme.municipality, local_date(lesson.starts_at), lesson=lesson)
    if kind.of_one_share:
        lent = sharing.share_of(values.get("share", ""), actor=by)
        return Asked(lent.municipality, local_date(now), share=lent, base=base)
    city = _city(values.get("city", ""), by)
    day = _day(values.get("day", ""), kind, today=local_date(now))
    person = values.get("person", "")
    learner = people.learner(person, actor=by) if kind.to_one_person or (kind.teaches and person) else None
    if kind.teaches:
        return _taught(Asked(city, day, learner, wanted=Wanted.of(values)), values, by)
    return Asked(city, day, learner, message=_message(values.get("message", ""), by))


def _taught(asked: Asked, values: Mapping[str, str], by: Actor) -> Asked:
    """With the class that it belongs to, if it does, and that class's city."""
    if not values.get("lesson"):
        return asked
    class_ = _class(values, by)
    return replace(asked, city=class_.programme.municipality, lesson=class_)


def _city(code5: str, by: Actor) -> Municipality:
    cities = office.municipalities(by, Role.COORDINATOR)
    found = [one for one in cities if one.code5 == code5] if code5 else cities
    if not found:
        raise nothing_here()
    return found[0]


def _class(values: Mapping[str, str], by: Actor) -> Lesson:
    found = lessons.lesson(values.get("lesson", ""), actor=by)
    if found.kind is not LessonKind.CLASS:
        raise nothing_here()
    return found


def _day(typed: str, kind: Kind, *, today: date) -> date:
    try:
        day = date.fromisoformat(typed) if typed else today
    except ValueError as wrong:
        raise _unreadable(typed) from wrong
    if not EARLIEST <= day <= LATEST:
        raise _unreadable(typed)
    return monday_of(day) if kind.whole_week else day


def _message(uid: str, by: Actor) -> str:
    return messages.by_uid(uid, by=by).uid if uid else ""


def _unreadable(typed: str) -> Refused:
    return Refused(
        "日にち「%(typed)s」が読み取れません。2026-12-01 のように入れてください。", typed=typed[:20]
    )
