"""The tutors' pages: today, the lesson at the door, its record."""

from tutor.web.tutors import lesson, records, today
from tutor.web.tutors.blueprint import pages

__all__ = ["lesson", "pages", "records", "today"]
