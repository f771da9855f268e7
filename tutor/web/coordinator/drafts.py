"""A curriculum's files on the desk: which have drafts, what can be begun, which versions there were."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring import actions, queries
from tutor.authoring.models import Draft
from tutor.curriculum.content import LANGUAGES, Unit
from tutor.curriculum.source.files import unit_name
from tutor.curriculum.source.main_file import MAIN
from tutor.database import db
from tutor.errors import nothing_here
from tutor.web.coordinator import drafts_desk
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.drafts_desk import Desk
from tutor.web.guards import allowed
from tutor.web.sign_in import actor
from tutor.web.study.reading import number


@dataclass(frozen=True)
class File:
    """One file of the list: begun as a draft, published, or neither yet."""

    name: str
    language: str
    published: bool
    draft: Draft | None


@pages.get("/drafts")
@allowed(Role.COORDINATOR)
def drafts() -> str:
    desk = drafts_desk.asked()
    if desk is None:
        return render_template("coordinator/drafts.html", desk=None)
    begun = {draft.name: draft for draft in queries.open_drafts(desk.key, desk.place_id)}
    rows = [(unit.number, unit.title, _files(unit, begun)) for unit in desk.content.units]
    listed = {file.name for _, _, files in rows for file in files} | {MAIN}
    return render_template(
        "coordinator/drafts.html",
        desk=desk,
        versions=queries.seen(actor()),
        rows=rows,
        main=File(MAIN, "ja", True, begun.get(MAIN)),
        others=[draft for name, draft in begun.items() if name not in listed],
        begun=len(begun),
        given_up=queries.given_up(desk.key, desk.place_id),
        publications=queries.publications(desk.version.curriculum),
        next_number=max((unit.number for unit in desk.content.units), default=0) + 1,
        may_publish=queries.may_publish(desk.version.curriculum, by=actor()),
    )


def _files(unit: Unit, begun: dict[str, Draft]) -> list[File]:
    names = [(unit_name(unit.number, unit.key, one), one) for one in LANGUAGES]
    return [File(name, one, one in unit.languages, begun.get(name)) for name, one in names]


@pages.post("/drafts")
@allowed(Role.COORDINATOR)
def drafts_begin() -> Response:
    """With `name` a file of the list, else a new unit."""
    draft = _begun(_asked(), request.form.get("name", ""))
    db.session.commit()
    return redirect(url_for("coordinator.drafts_one", code=draft.code), code=303)


def _begun(desk: Desk, name: str) -> Draft:
    where, by, now = desk.place_id, actor(), clock.now()
    if name:
        return actions.begin(desk.version, name, municipality_id=where, by=by, now=now)
    wanted, key = number(request.form.get("number"), otherwise=0), request.form.get("key", "").strip()
    stage = number(request.form.get("stage"), otherwise=0)
    return actions.begin_unit(desk.version, wanted, key, stage=stage, municipality_id=where, by=by, now=now)


def _asked() -> Desk:
    desk = drafts_desk.asked()
    if desk is None:
        raise nothing_here()
    return desk


@pages.post("/drafts/<code>/end")
@allowed(Role.COORDINATOR)
def drafts_end(code: str) -> Response:
    draft = queries.draft(code, actor=actor())
    actions.give_up(draft, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("下書きをおわりました。下の「おわった下書き」から、もどせます。"), "good")
    return redirect(drafts_desk.list_of(draft.curriculum_key, draft.municipality), code=303)


@pages.post("/drafts/<code>/again")
@allowed(Role.COORDINATOR)
def drafts_again(code: str) -> Response:
    draft = queries.draft(code, actor=actor())
    actions.take_up(draft, by=actor(), now=clock.now())
    db.session.commit()
    return redirect(url_for("coordinator.drafts_one", code=code), code=303)
