"""Who does something, in which role, for whom, and where that role reaches."""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    PERSON = "person"
    CARD = "card"
    WORKER = "worker"
    PROVIDER = "provider"
    VISITOR = "visitor"
    """Somebody on the public pages, who has proved nothing."""


class Role(StrEnum):
    COORDINATOR = "coordinator"
    RECEPTION = "reception"
    OFFICER = "officer"
    TUTOR = "tutor"
    LEARNER = "learner"


@dataclass(frozen=True)
class Grant:
    role: Role
    municipality_id: int | None = None
    """None: everywhere the company works."""


@dataclass(frozen=True)
class Actor:
    kind: ActorKind
    person_id: int | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    for_person_id: int | None = None

    def has(self, *roles: Role) -> bool:
        return any(grant.role in roles for grant in self.grants)

    def reach(self, *roles: Role) -> frozenset[int] | None:
        """The municipalities in which the actor holds one of the roles; None means all of them."""
        held = {grant.municipality_id for grant in self.grants if grant.role in roles}
        return None if None in held else frozenset(place for place in held if place is not None)

    def reaches(self, municipality_id: int | None, *roles: Role) -> bool:
        reach = self.reach(*roles)
        return reach is None or municipality_id in reach


WORKER = Actor(ActorKind.WORKER)
VISITOR = Actor(ActorKind.VISITOR)
