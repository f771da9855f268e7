"""The learners' pages: the next lesson, the stairs, homework, all on paper too."""

from tutor.web.learners import home, review, stairs, units
from tutor.web.learners.blueprint import pages

__all__ = ["home", "pages", "review", "stairs", "units"]
