"""The tutors' pages: today, the lesson at the door, its record."""

from tutor.web.tutors import calendar, lesson, offers, on_the_way, records, today
from tutor.web.tutors.blueprint import pages

__all__ = ["calendar", "lesson", "offers", "on_the_way", "pages", "records", "today"]
