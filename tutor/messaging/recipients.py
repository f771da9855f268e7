"""Who is told: whoever is named and has not said stop, once a number, and the supporters who may know."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from tutor.messaging import channels, purposes, queries
from tutor.messaging.channels import Recipient
from tutor.messaging.duties import Duty
from tutor.messaging.models import Channel
from tutor.people.models import ContactPoint, Person


def recipients(duty: Duty, people: Iterable[Person]) -> list[Recipient]:
    named = list(people)
    shut = queries.are_shut()
    direct = channels.group(_still_to_tell(duty, named), points=_points, shut=shut)
    if duty.purpose in purposes.NEVER_RUNG:
        return direct
    return direct + _copies(duty, named, direct, shut)


def channel_of(person: Person, *, shut: Collection[Channel] = ()) -> Channel:
    """By which way this person is told by day."""
    return channels.choose(_points(person), shut=shut)[1]


def _still_to_tell(duty: Duty, people: Iterable[Person]) -> list[Person]:
    """By person too, not only by number: a new number is no reason to say it again."""
    unique = {person.id: person for person in people if person.erased_at is None}
    silent = queries.who_stopped(duty.purpose, unique) | queries.told_already(duty)
    return [person for id_, person in unique.items() if id_ not in silent]


def _copies(
    duty: Duty, people: list[Person], direct: list[Recipient], shut: Collection[Channel]
) -> list[Recipient]:
    """One for each supporter's number, unless it is told anyhow."""
    learners: dict[int, list[Person]] = {}
    supporters: dict[int, Person] = {}
    for support in queries.supports_with_copies([person.id for person in people]):
        supporters[support.supporter_id] = support.supporter
        learners.setdefault(support.supporter_id, []).append(support.learner)
    numbers = {one.key for one in direct}
    return [
        replace(one, copy_about=tuple(who for person in one.people for who in learners[person.id]))
        for one in channels.group(_still_to_tell(duty, supporters.values()), points=_points, shut=shut)
        if one.key not in numbers
    ]


def _points(person: Person) -> list[ContactPoint]:
    return [contact.contact_point for contact in person.contacts]
