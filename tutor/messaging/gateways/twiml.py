"""What Twilio's telephone does next, in its own XML."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from tutor.people.languages import Language

VOICES = {Language.EN.value: "en-US"}
SECONDS_FOR_A_KEY = "8"
"""The telephone must first be taken from the ear."""


def ask(parts: Sequence[str], language: str, *, answer_to: str) -> str:
    """Say it and wait for one key. Who presses none is told of too: not every telephone has such keys."""
    response = Element("Response")
    gather = SubElement(
        response,
        "Gather",
        action=answer_to,
        actionOnEmptyResult="true",
        finishOnKey="",
        input="dtmf",
        numDigits="1",
        timeout=SECONDS_FOR_A_KEY,
    )
    _say(gather, parts, language)
    return tostring(response, encoding="unicode")


def tell(parts: Sequence[str], language: str) -> str:
    """Say it and hang up."""
    response = Element("Response")
    _say(response, parts, language)
    SubElement(response, "Hangup")
    return tostring(response, encoding="unicode")


def _say(parent: Element, parts: Sequence[str], language: str) -> None:
    for n, part in enumerate(parts):
        if n:
            SubElement(parent, "Pause", length="1")
        SubElement(parent, "Say", language=VOICES.get(language, "ja-JP")).text = part
