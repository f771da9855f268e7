"""The learners' pages: the next lesson, the stairs, homework, all on paper too."""

from tutor.web.learners import home, homework, stairs
from tutor.web.learners.blueprint import pages

__all__ = ["home", "homework", "pages", "stairs"]
