"""By which number and which way somebody is reached, and who is reached together."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tutor.messaging.fields import Names
from tutor.messaging.models import Channel
from tutor.people.models import ContactPoint, Person
from tutor.phone import NumberKind

SPOKEN_TO = frozenset({NumberKind.LANDLINE, NumberKind.IP})


@dataclass(frozen=True)
class Recipient:
    """One number, or one person without any, and those who are told by it. Neither: staff themselves."""

    people: tuple[Person, ...]
    point: ContactPoint | None
    channel: Channel
    copy_about: tuple[Person, ...] = ()
    """Set when this is a supporter's copy: whose lesson it is."""

    @property
    def key(self) -> str:
        if not self.point and not self.people:
            return "staff"
        whose = f"number-{self.point.id}" if self.point else f"person-{self.people[0].id}"
        return f"copy-{whose}" if self.copy_about else whose

    @property
    def names(self) -> Names:
        return Names.of_people(self.copy_about or self.people, honoured=True)


def choose(
    points: Iterable[ContactPoint], *, shut: Collection[Channel] = ()
) -> tuple[ContactPoint | None, Channel]:
    """The first number that takes a text; else the first that a machine can ring; else staff must."""
    known = list(points)
    for point in known:
        if point.kind is NumberKind.MOBILE and point.provider_stopped_at is None:
            return point, Channel.SMS
    for point in known:
        if point.kind in SPOKEN_TO and Channel.VOICE not in shut:
            return point, Channel.VOICE
    return (known[0] if known else None), Channel.STAFF_CALL


def group(
    people: Iterable[Person],
    *,
    points: Callable[[Person], Sequence[ContactPoint]],
    shut: Collection[Channel] = (),
) -> list[Recipient]:
    """People who share the number they are reached by are told together."""
    found: dict[str, Recipient] = {}
    for person in people:
        point, channel = choose(points(person), shut=shut)
        alone = Recipient((person,), point, channel)
        known = found.get(alone.key)
        found[alone.key] = Recipient((*known.people, person), point, channel) if known else alone
    return list(found.values())
