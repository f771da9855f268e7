"""Two records of one person become one: the other is chosen, both are seen side by side, then one press."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.merging import actions
from tutor.merging.queries import in_the_way, what_moves
from tutor.people import queries
from tutor.people.adopting import Kept
from tutor.people.models import Person
from tutor.people.searching import search
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

LONGEST_SEARCH = 60
MOVES = {
    "numbers": lazy_gettext("電話番号"),
    "supporters": lazy_gettext("代わりにできる方"),
    "supported": lazy_gettext("この方が代わりにできる相手"),
    "cards": lazy_gettext("会員カード"),
    "messages": lazy_gettext("お知らせ"),
    "requests": lazy_gettext("申込"),
    "lessons": lazy_gettext("レッスン"),
    "marks": lazy_gettext("見立て"),
    "homework": lazy_gettext("つぎまでに"),
    "calls": lazy_gettext("電話の記録"),
}


@pages.get("/people/<code>/merge")
@allowed(Role.COORDINATOR)
def people_merge(code: str) -> str:
    person = queries.person(code, actor=actor())
    found = queries.same_perhaps(person, actor=actor())
    return render_template("coordinator/person_merge.html", person=person, found=found, typed="")


@pages.post("/people/<code>/merge")
@allowed(Role.COORDINATOR)
def people_merge_search(code: str) -> str:
    person = queries.person(code, actor=actor())
    typed = request.form.get("other", "").strip()[:LONGEST_SEARCH]
    found = [one for one in search(typed, actor=actor()) if one.id != person.id]
    return render_template("coordinator/person_merge.html", person=person, found=found, typed=typed)


@pages.get("/people/<code>/merge/<other>")
@allowed(Role.COORDINATOR)
def people_merge_preview(code: str, other: str) -> str:
    kept, gone = _both(code, other)
    return render_template(
        "coordinator/person_merge_preview.html",
        kept=kept,
        gone=gone,
        moves=what_moves(gone),
        move_names=MOVES,
        in_the_way=in_the_way(kept, gone),
    )


def _both(code: str, other: str) -> tuple[Person, Person]:
    return queries.person(code, actor=actor()), queries.person(other, actor=actor())


@pages.post("/people/<code>/merge/<other>")
@allowed(Role.COORDINATOR)
def people_merged(code: str, other: str) -> Response:
    stays = queries.stands_for(other, actor=actor())
    if stays is None or stays.code != code:  # else it was pressed twice, and is done
        kept, gone = _both(code, other)
        choice = Kept(**{name: request.form.get(name) == "gone" for name in Kept.__dataclass_fields__})
        actions.merge(kept, gone, choice=choice, versions=_versions(), by=actor(), now=clock.now())
        db.session.commit()
    flash(gettext("二つの記録を、一つにまとめました。"), "good")
    return redirect(url_for("coordinator.people_person", code=code), code=303)


def _versions() -> tuple[int, int]:
    """What the preview showed; nothing readable is an old page."""
    typed = [request.form.get(name, "") for name in ("kept_version", "gone_version")]
    shown = [int(one) if one.isascii() and one.isdecimal() and len(one) < 9 else 0 for one in typed]
    return shown[0], shown[1]
