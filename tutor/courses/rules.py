"""How many tutors a class wants, and whether somebody may still be given a seat or give it back."""

from datetime import datetime

from tutor.errors import Refused
from tutor.lessons.models import Came, LessonKind, LessonState
from tutor.lessons.rules import check_movable

LEARNERS_A_TUTOR = 4
"""Kanazawa Tagami: 4 teachers for 15 people. (Fukuoka Chihaya had a student for each: few towns can.)"""
MOST_DATES = 3
"""A course is typically three lessons (Ehime, Fukuoka Chihaya, Kanazawa Tagami)."""


def tutors_for(seats: int) -> int:
    return max(1, -(-seats // LEARNERS_A_TUTOR))


def check_open(kind: LessonKind, state: LessonState, *, starts_at: datetime, now: datetime) -> None:
    """Until it begins. Who comes unannounced after that is entered as a request for the next one."""
    if kind is not LessonKind.CLASS:
        raise Refused("これは教室ではありません。席はありません。")
    check_movable(state)
    if starts_at <= now:
        raise Refused("この教室は、もう始まっています。席は変えられません。")


def check_leaving(came: Came) -> None:
    if came in {Came.CAME, Came.MISSED}:
        raise Refused("出欠が、もう付いています。席は取り消せません。")
