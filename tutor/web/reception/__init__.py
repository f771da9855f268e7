"""The city's counter: it enters requests and sees what became of its own."""

from tutor.web.reception.requests import pages

__all__ = ["pages"]
