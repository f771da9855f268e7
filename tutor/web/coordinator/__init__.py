"""The coordinator's pages."""

from tutor.web.coordinator import (
    board,
    board_changes,
    calls,
    imports,
    lessons,
    log,
    messages,
    people,
    people_cards,
    people_supporters,
    repairs,
    request_amend,
    requests,
    staffing,
    today,
    weather,
    week,
)
from tutor.web.coordinator.blueprint import pages

__all__ = [
    "board",
    "board_changes",
    "calls",
    "imports",
    "lessons",
    "log",
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
    "weather",
    "week",
]
