"""Units to read alone: in big type, one thing at a time."""

from tutor.web.study import shares
from tutor.web.study.blueprint import pages

__all__ = ["pages", "shares"]
