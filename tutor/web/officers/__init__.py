"""The city's officer: figures of the own municipality, without names."""

from tutor.web.officers import units
from tutor.web.officers.figures import pages

__all__ = ["pages", "units"]
