"""What messages say: looked at by language, put into other words, and what they said before."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.messaging import lengths, rewording, wording_rules
from tutor.messaging.fields import Fields, written
from tutor.messaging.longest import longest
from tutor.messaging.models import Channel
from tutor.messaging.rewording import Slot
from tutor.people.languages import Language
from tutor.sentences import Said
from tutor.web.coordinator import wording_words
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.sign_in import actor


@dataclass(frozen=True)
class Looked:
    """A text as it would arrive with the longest names, and what is wrong with it."""

    filled: str
    faults: list[Said]
    is_sms: bool

    @property
    def units(self) -> int:
        return lengths.units(self.filled)

    @property
    def parts(self) -> int:
        return lengths.segments(self.filled)

    @property
    def of_one(self) -> int:
        return lengths.one_segment(self.filled)


@pages.get("/messages/wordings")
@allowed(Role.COORDINATOR)
def wordings() -> str:
    language = request.args.get("language", "")
    chosen = Language(language) if language in set(Language) else Language.JA
    names = longest(chosen, by=actor())
    return render_template(
        "coordinator/wordings.html",
        chosen=chosen,
        groups=wording_words.grouped(_shown(chosen)),
        texts=_texts(chosen),
        looked=lambda one, body: _looked(one, body, names),
        purpose_name=wording_words.purpose_name,
        parts=wording_words.parts,
    )


def _shown(chosen: Language) -> list[Slot]:
    """Staff read Japanese: what only they see has no other language."""
    in_ours = chosen is Language.JA
    return [one for one in rewording.slots() if in_ours or not one.key.startswith(rewording.FOR_STAFF)]


def _texts(chosen: Language) -> dict[tuple[str, Channel], Any]:
    return {(one.key, one.channel): row for one, row in rewording.newest(chosen).items()}


@pages.get("/messages/wordings/text")
@allowed(Role.COORDINATOR)
def wordings_text() -> str:
    """`from` is the number of an older text to begin with, `ours` the one that we delivered."""
    one = _asked()
    return _page(one, _begun(one, request.args.get("from", "")))


@pages.post("/messages/wordings/text")
@allowed(Role.COORDINATOR)
def wordings_reword() -> Response | str | tuple[str, int]:
    """A press of `look`, and htmx while one types: only to see how long it gets and how it reads."""
    one, typed, by = _asked(), request.form.get("text", ""), actor()
    names = _longest(one)
    if "HX-Request" in request.headers:
        return render_template("coordinator/wording_look.html", look=_looked(one, typed, names), one=one)
    if "look" in request.form:
        return _page(one, typed)
    try:
        rewording.reword(one, wording_words.kept(typed), seen=_seen(), longest=names, by=by, now=clock.now())
    except Refused as why:
        db.session.rollback()
        return _page(one, typed, error=say(why)), 422
    db.session.commit()
    flash(gettext("文面を新しくしました。次に作るお知らせから、この文面になります。"), "good")
    return redirect(_link(one), code=303)


def _page(one: Slot, typed: str, *, error: str = "") -> str:
    versions, names = rewording.versions(one), _longest(one)
    return render_template(
        "coordinator/wording.html",
        one=one,
        address=_address(one),
        words=typed,
        error=error,
        seen=_seen() if request.method == "POST" else (versions[0].n if versions else 0),
        look=_looked(one, typed, names),
        places=_places(one, names),
        versions=versions,
        used=rewording.used(one, by=actor()),
        made=rewording.made_with(one, by=actor()),
        delivered=rewording.delivered(one),
        purpose_name=wording_words.purpose_name,
        parts=wording_words.parts,
    )


def _looked(one: Slot, typed: str, names: Fields) -> Looked:
    body = wording_rules.tidy(wording_words.kept(typed))
    faults = rewording.faults(one, body, names)
    return Looked(rewording.filled(one, body, names), faults, one.channel is Channel.SMS)


def _places(one: Slot, names: Fields) -> list[tuple[str, str, bool]]:
    """(in braces, an example, must stay)"""
    return [
        (f"{{{say(wording_rules.PLACES[name])}}}", written(names[name], one.language), name in one.needed)
        for name in one.known
    ]


def _begun(one: Slot, asked: str) -> str:
    kept = rewording.versions(one)
    bodies = {str(row.n): row.body for row in kept} | {"ours": rewording.delivered(one) or ""}
    return wording_words.named(bodies.get(asked) or (kept[0].body if kept else ""))


def _longest(one: Slot) -> Fields:
    return longest(one.language, by=actor(), of_course=one.key.endswith("_course"))


def _asked() -> Slot:
    """All three stand in the address, so that whoever changes the language of the page comes back here."""
    return rewording.slot(*(request.args.get(name, "") for name in ("key", "language", "channel")))


def _link(one: Slot) -> str:
    return url_for("coordinator.wordings_text", key=one.key, language=one.language, channel=one.channel.value)


def _address(one: Slot) -> dict[str, str]:
    return {"key": one.key, "language": one.language, "channel": one.channel.value}


def _seen() -> int:
    typed = request.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1
