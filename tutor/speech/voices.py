"""Speech made by a machine: the one module that knows pyopenjtalk and lameenc, both of the extra [speech].

Dictionary and voice lie in the package; nothing is fetched. The files are MP3, which every telephone plays.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

Speak = Callable[[Sequence[str]], bytes]
"""Sentences, names already in kana, to an MP3 file."""

PACKAGES = ("pyopenjtalk", "lameenc")
INSTALL = ".venv/bin/pip install 'pyopenjtalk-plus==0.4.1.post10' 'lameenc==1.9.0'"
CREDIT = "HTS Voice “Mei” © 2009-2013 Nagoya Institute of Technology, MMDAgent Project Team, CC BY 3.0"
"""The licence of the voice asks for it; staff read it beside the choice."""
SHORT_CREDIT = "MMDAgent “Mei” (CC BY 3.0)"
"""At the foot of each page on which the voice is heard."""

VOICES = {"mei": 0.0, "mei-low": -3.0}
"""Half tones up or down: who hears high tones badly hears the lower voice better."""
PACES = {"slow": 0.8, "normal": 1.0}
FIRST = ("mei", "slow")

MEDIA_TYPE = "audio/mpeg"
KBITS, HERTZ = 32, 24_000
REMEMBERED = 96
"""Sentences of some five seconds, half a megabyte each."""
PAUSE = 0.45
"""Seconds after each sentence."""


@dataclass(frozen=True)
class Voice:
    """How a city wants its units read."""

    name: str = FIRST[0]
    pace: str = FIRST[1]

    def __str__(self) -> str:
        return f"{self.name} {self.pace}"


@cache
def is_on() -> bool:
    """Looked up, not loaded: loading takes half a second and 120 MB, which no request should pay."""
    return all(find_spec(name) for name in PACKAGES)


def speaker(voice: Voice) -> Speak:
    speech, tone = import_module("pyopenjtalk"), VOICES[voice.name]

    # Four telephones have the same page but for its steps, one after the other.
    @lru_cache(maxsize=REMEMBERED)
    def spoken(line: str) -> tuple[bytes, int]:
        wave, hertz = speech.tts(line, speed=PACES[voice.pace], half_tone=tone, predict_nani=False)
        return wave.astype("int16").tobytes(), hertz

    return lambda lines: _encoded(map(spoken, lines))


def _encoded(waves: Iterable[tuple[bytes, int]]) -> bytes:
    """Sentence by sentence: a minute of sound as it is spoken would be 6 MB."""
    found = bytearray()
    encoder = None
    for wave, hertz in waves:
        encoder = encoder or _encoder(hertz)
        found += encoder.encode(wave + bytes(2 * int(PAUSE * hertz)))
    return bytes(found + encoder.flush()) if encoder else b""


def _encoder(hertz: int) -> Any:
    encoder = import_module("lameenc").Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_bit_rate(KBITS)
    encoder.set_in_sample_rate(hertz)
    encoder.set_out_sample_rate(HERTZ)
    encoder.set_quality(5)
    return encoder
