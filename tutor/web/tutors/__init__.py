"""The tutors' pages: today, the lesson at the door, its record."""

from tutor.web.tutors import (
    asked,
    calendar,
    lesson,
    offers,
    on_the_way,
    papers,
    plan,
    records,
    stairs,
    today,
    training,
)
from tutor.web.tutors.blueprint import pages

__all__ = [
    "asked",
    "calendar",
    "lesson",
    "offers",
    "on_the_way",
    "pages",
    "papers",
    "plan",
    "records",
    "stairs",
    "today",
    "training",
]
