"""What a message about a lesson says."""

from collections.abc import Sequence
from datetime import datetime

from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import clock_time, local_date
from tutor.messaging.fields import Field, Names
from tutor.phone import shown
from tutor.sentences import Said


def fields(lesson: Lesson) -> dict[str, Field]:
    """Family names only: a message is read by whoever holds the telephone."""
    return {
        "date": local_date(lesson.starts_at),
        "time": clock_time(lesson.starts_at),
        "title": lesson.title,
        "place": place_of(lesson),
        "address": lesson.venue.address_with_town if lesson.venue else "",
        "tutors": tutor_names(lesson),
        "learners": Names.of_people([one.learner.person for one in lesson.attendances]),
        "office_phone": shown(lesson.programme.municipality.telephone),
    }


def moved_fields(lesson: Lesson, *, old_start: datetime) -> dict[str, Field]:
    old: dict[str, Field] = {"old_date": local_date(old_start), "old_time": clock_time(old_start)}
    return fields(lesson) | old


def is_at_one_hour(dates: Sequence[Lesson]) -> bool:
    return len({(clock_time(one.starts_at), one.venue_id) for one in dates}) == 1


def course_fields(dates: Sequence[Lesson]) -> dict[str, Field]:
    """`date` names them all."""
    return fields(dates[0]) | {"date": tuple(local_date(one.starts_at) for one in dates)}


def variant(lesson: Lesson) -> str:
    """Who comes to a class reads another text than who is visited: where it is, what to bring."""
    return "class" if lesson.kind is LessonKind.CLASS and lesson.venue else ""


def place_of(lesson: Lesson) -> str | Said:
    """Never an address: it would stand in a text message."""
    if lesson.venue is not None:
        return lesson.venue.name
    return Said("電話・ビデオ") if lesson.online else Said("ご自宅")


def tutor_names(lesson: Lesson) -> Names | Said:
    people = [row.tutor.person for row in lesson.assigned]
    return Names.of_people(people, few=True) if people else Said("調整中")
