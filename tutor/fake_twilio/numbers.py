"""Telephone numbers with a fate, and what becomes of all others."""

from dataclasses import dataclass

MAGIC = "+81909999"
"""Whoever has a number that begins so meets the fate of its last four digits."""


@dataclass(frozen=True)
class Fate:
    """Refused at once with a code, or taken, and then these states one after the other."""

    refused: int | None = None
    states: tuple[str, ...] = ("sent", "delivered")
    error: int | None = None


USUAL = Fate()
LANDLINE = Fate(refused=21614)
FATES = {
    "0001": Fate(refused=21211),
    "0002": LANDLINE,
    "0003": Fate(refused=21610),
    "0004": Fate(states=("sent", "undelivered"), error=30003),
    "0005": Fate(states=("failed",), error=30008),
    "0006": Fate(states=()),
    "0007": Fate(states=("sent",)),
    "0008": Fate(refused=20429),
}
MESSAGES = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    21201: "No 'To' number is specified",
    21205: "Invalid URL",
    21213: "Caller phone number is required",
    21211: "The 'To' number is not a valid phone number.",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21609: "The 'StatusCallback' URL is not a valid URL.",
    21610: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit.",
    30003: "Unreachable destination handset",
    30008: "Unknown error",
}
STATUS = {20003: 401, 20404: 404, 20429: 429}


def fate_of(number: str) -> Fate:
    if number.startswith(MAGIC):
        return FATES.get(number.removeprefix(MAGIC), USUAL)
    # As with the real one: a Japanese landline, or 050, takes no text.
    return LANDLINE if number.startswith("+81") and number[3:5] not in {"60", "70", "80", "90"} else USUAL
