"""Who is asking: the signed-in card or person behind this request."""

from typing import cast

from flask import Flask, Response, after_this_request
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from tutor import clock
from tutor.access import queries
from tutor.access.models import Credential
from tutor.actor import Actor, ActorKind, Role
from tutor.office.models import Municipality
from tutor.people.models import Person

NOBODY = Actor(ActorKind.PERSON)


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """The session keeps the credential's number, so that a revoked card closes at the next page."""

    def __init__(self, credential: Credential, actor: Actor, place: Municipality | None = None) -> None:
        self.id = str(credential.id)
        self.actor = actor
        self.person = credential.person
        self.place = place


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # it compares addresses, and a bus changes them
    manager.user_loader(load)


def load(id_: str) -> SignedIn | None:
    now = clock.now()
    found, place = queries.held(int(id_), now=now)
    return SignedIn(found, queries.actor_of(found, now=now), place) if found else None


def actor() -> Actor:
    return cast(Actor, current_user.actor) if current_user.is_authenticated else NOBODY


def person() -> Person:
    """Only behind a rule that needs a role."""
    return cast(Person, current_user.person)


def learners_city() -> Municipality | None:
    """Of whoever came with a card."""
    return cast(Municipality | None, current_user.place) if actor().has(Role.LEARNER) else None


def enter(credential: Credential) -> Actor:
    forget_kept_pages()
    signed_in = SignedIn(credential, queries.actor_of(credential, now=clock.now()))
    login_user(signed_in)
    return signed_in.actor


def leave() -> None:
    forget_kept_pages()
    logout_user()


def forget_kept_pages() -> None:
    """What a tutor's phone keeps for where there is no signal ends with whoever was signed in."""

    @after_this_request
    def clear(answer: Response) -> Response:
        answer.headers["Clear-Site-Data"] = '"storage"'
        return answer
