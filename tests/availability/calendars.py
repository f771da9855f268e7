"""Small calendar files for tests."""


def event(*lines: str, title: str = "情報処理I") -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{abs(hash(lines))}@test", f"SUMMARY:{title}", *lines, "END:VEVENT"]


def calendar(*events: list[str]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//",
        *(line for one in events for line in one),
        "END:VCALENDAR",
    ]
    return "\r\n".join([*lines, ""]).encode()


def weekly(day: str, begins: str = "090000", ends: str = "103000", *more: str, zone: str = "Asia/Tokyo"):
    """Every week from that day (20261005) on, for the whole term."""
    return event(
        f"DTSTART;TZID={zone}:{day}T{begins}",
        f"DTEND;TZID={zone}:{day}T{ends}",
        "RRULE:FREQ=WEEKLY;UNTIL=20270210T000000Z",
        *more,
    )
