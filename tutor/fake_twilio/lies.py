"""How often the stand-in misbehaves, and how: as providers and networks do, without saying so."""

import random
from dataclasses import dataclass, field
from enum import Enum, auto


class Lie(Enum):
    BUSY = auto()
    """429, and nothing was taken."""
    DENIED = auto()
    """Taken, and 500."""
    TORN = auto()
    """Taken, and an answer that breaks off."""
    LATE = auto()
    """Taken, and an answer after the client has gone."""


@dataclass
class Lies:
    share: float = 0.0
    late: float = 10.5
    """Seconds; our own client waits for ten."""
    chance: random.Random = field(default_factory=random.Random)

    def about_this(self) -> Lie | None:
        return self.chance.choice(list(Lie)) if self.chance.random() < self.share else None

    def drops_callback(self) -> bool:
        return self.chance.random() < self.share

    def repeats_callback(self) -> bool:
        return self.chance.random() < self.share

    def pause(self, usual: float) -> float:
        """Seconds before a callback; now and then so long that the next one comes before it."""
        return usual * (self.chance.uniform(2, 5) if self.chance.random() < self.share else 1)
