"""A tutor who sets out lets the people of a visit know."""

from collections.abc import Collection
from datetime import datetime, timedelta

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.errors import Refused
from tutor.lessons import notices
from tutor.lessons.announcements import ABOUT, learners_of
from tutor.lessons.models import Lesson, LessonKind, LessonState
from tutor.messaging.actions import notify
from tutor.messaging.hours import is_open
from tutor.messaging.models import Channel, Message
from tutor.messaging.purposes import ON_THE_WAY
from tutor.messaging.queries import last_told
from tutor.messaging.recipients import channel_of

EARLIEST = timedelta(hours=2)
TRUE_FOR = timedelta(minutes=30)
"""Later it would be read when they have long arrived."""


def may_say(lesson: Lesson, *, now: datetime) -> bool:
    """By day, shortly before a visit or in it, when one of its people reads texts: the others are rung."""
    takes_place = lesson.live and lesson.state is LessonState.PLANNED and lesson.kind is LessonKind.VISIT
    near = lesson.starts_at - EARLIEST <= now < lesson.ends_at
    reads = any(channel_of(one) is Channel.SMS for one in learners_of(lesson))
    return takes_place and near and reads and is_open(now)


def said(lesson_ids: Collection[int]) -> set[int]:
    """Of these lessons those whose people were told, by whichever tutor was first."""
    return {lesson for lesson, _ in last_told(ABOUT, lesson_ids, (ON_THE_WAY,))}


def say(lesson: Lesson, *, by: Actor, now: datetime) -> list[Message]:
    """Once for a visit: a second press, or the other tutor's, says nothing more."""
    if not may_say(lesson, now=now):
        raise Refused("いまは送れません。お電話で伝えてください。")
    made = notify(
        learners_of(lesson),
        purpose=ON_THE_WAY,
        about_kind=ABOUT,
        about_id=lesson.id,
        occasion=f"{lesson.starts_at:%Y%m%d%H%M}",
        fields=notices.fields(lesson),
        municipality_id=lesson.programme.municipality_id,
        not_before=now,
        not_after=min(now + TRUE_FOR, lesson.ends_at),
        now=now,
    )
    if made:
        record("say_on_the_way", lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)
    return made
