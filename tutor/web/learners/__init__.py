"""The learners' pages: the next lesson, the stairs, homework, all on paper too."""

from tutor.web.learners import home, stairs, units
from tutor.web.learners.blueprint import pages

__all__ = ["home", "pages", "stairs", "units"]
