"""The public pages on which a learner or a relative asks for a visit."""

from tutor.web.families import answering, sending
from tutor.web.families.blueprint import pages

__all__ = ["answering", "pages", "sending"]
