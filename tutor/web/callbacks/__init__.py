"""What a provider tells us by itself: no session, no form of ours, only its signature."""

from tutor.web.callbacks import sms as sms
from tutor.web.callbacks import voice as voice
from tutor.web.callbacks.blueprint import pages

__all__ = ["pages"]
