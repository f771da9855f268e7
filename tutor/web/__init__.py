"""Everything that speaks HTTP."""

from tutor.web.errors import conflict, unstorable
from tutor.web.setup import init_app

__all__ = ["conflict", "init_app", "unstorable"]
