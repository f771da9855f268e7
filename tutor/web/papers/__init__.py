"""What hangs on a wall, goes along on a bicycle, or comes by post."""

from tutor.web.papers.making import KIND, make_pdf
from tutor.web.papers.views import pages

__all__ = ["KIND", "make_pdf", "pages"]
