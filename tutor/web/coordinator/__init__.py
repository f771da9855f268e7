"""The coordinator's pages."""

from tutor.web.coordinator import (
    calls,
    lessons,
    messages,
    people,
    people_cards,
    people_supporters,
    repairs,
    request_amend,
    requests,
    staffing,
    today,
    week,
)
from tutor.web.coordinator.blueprint import pages

__all__ = [
    "calls",
    "lessons",
    "messages",
    "pages",
    "people",
    "people_cards",
    "people_supporters",
    "repairs",
    "request_amend",
    "requests",
    "staffing",
    "today",
    "week",
]
