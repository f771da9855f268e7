"""Each route says who may use it; a route that says nothing is closed to everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from tutor.actor import Actor, Role
from tutor.web import sign_in

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rule:
    roles: frozenset[Role]
    open_because: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.open_because)


def allowed(*roles: Role) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access_rule = Rule(frozenset(roles))  # type: ignore[attr-defined]  # a mark on the function
        return view

    return mark


def open_to_all(because: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access_rule = Rule(frozenset(), because)  # type: ignore[attr-defined]  # a mark on the function
        return view

    return mark


def takes_files(most_bytes: int) -> Callable[[View], View]:
    """A form with a file may be larger than all others."""

    def mark(view: View) -> View:
        view.most_bytes = most_bytes + 100_000  # type: ignore[attr-defined]  # a mark; the fields beside it
        return view

    return mark


def frames(view: View) -> View:
    """A page that holds another page of ours."""
    view.framing = "frames"  # type: ignore[attr-defined]  # a mark on the function
    return view


def framed(view: View) -> View:
    """A page that may stand in another one of ours; all others stand in none."""
    view.framing = "framed"  # type: ignore[attr-defined]  # a mark on the function
    return view


def framing_of(endpoint: str | None) -> str:
    return str(getattr(current_app.view_functions.get(endpoint or ""), "framing", ""))


def allow_files() -> None:
    """Before anything reads the form."""
    most = getattr(current_app.view_functions.get(request.endpoint or ""), "most_bytes", None)
    if most is not None:
        request.max_content_length = most


def rule_of(endpoint: str) -> Rule | None:
    rule = getattr(current_app.view_functions.get(endpoint), "access_rule", None)
    return rule if isinstance(rule, Rule) else None


def check() -> Response | None:
    """Runs before each view: closed unless the rule opens it."""
    if request.endpoint is None:
        return None  # no such address; the 404 page answers
    rule = rule_of(request.endpoint)
    if rule is None:
        abort(403)
    if rule.is_open:
        return None
    actor = sign_in.actor()
    if not actor.grants:
        return redirect(url_for(entrance(rule)), code=303)
    if not actor.has(*rule.roles):
        abort(403)
    return None


def entrance(rule: Rule) -> str:
    return "start.card" if rule.roles == {Role.LEARNER} else "start.enter"


def home(actor: Actor) -> str:
    """Where a person belongs after signing in."""
    for role, endpoint in HOMES:
        if actor.has(role):
            return endpoint
    return "start.front"


HOMES = (
    (Role.COORDINATOR, "coordinator.today"),
    (Role.RECEPTION, "reception.requests"),
    (Role.OFFICER, "officers.figures"),
    (Role.TUTOR, "tutors.today"),
    (Role.LEARNER, "learners.home"),
)
