"""The tutors' pages: today, the lesson at the door, its record."""

from tutor.web.tutors import calendar, lesson, records, today
from tutor.web.tutors.blueprint import pages

__all__ = ["calendar", "lesson", "pages", "records", "today"]
