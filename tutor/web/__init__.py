"""Everything that speaks HTTP."""

from tutor.web.errors import conflict, unstorable
from tutor.web.setup import compile_pages, init_app

__all__ = ["compile_pages", "conflict", "init_app", "unstorable"]
