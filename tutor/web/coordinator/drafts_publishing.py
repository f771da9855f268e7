"""What drafts change against the version in use, then the next version with a reason; and what was, again."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring import publishing, queries
from tutor.authoring.checking import check
from tutor.authoring.line_changes import changed_lines
from tutor.authoring.models import LONGEST_WHY, Draft
from tutor.curriculum.differences import differences
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.web.coordinator import drafts_desk
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.drafts_desk import Desk
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.sign_in import actor


@pages.get("/drafts/publishing")
@allowed(Role.COORDINATOR)
def drafts_publishing() -> str:
    """All drafts of the desk, or those that the address names."""
    desk = drafts_desk.asked()
    if desk is None:
        return render_template("coordinator/drafts.html", desk=None)
    begun = queries.open_drafts(desk.key, desk.place_id)
    wanted = request.args.getlist("draft")
    return _page(desk, begun, [one for one in begun if one.code in wanted or not wanted])


def _page(desk: Desk, begun: Sequence[Draft], chosen: Sequence[Draft], *, error: str = "") -> str:
    files = queries.files_of(desk.version)
    found = check(files, chosen)
    return render_template(
        "coordinator/draft_publishing.html",
        desk=desk,
        begun=begun,
        chosen=chosen,
        found=found,
        said=differences(desk.content, found.read) if found.read else [],
        changes={one.name: changed_lines(files.get(one.name, b"").decode(), one.text) for one in chosen},
        moved={one.name for one in chosen if publishing.moved(one, desk.version)},
        may_publish=queries.may_publish(desk.version.curriculum, by=actor()),
        why=request.form.get("why", ""),
        longest_why=LONGEST_WHY,
        error=error,
    )


@pages.post("/drafts/publishing")
@allowed(Role.COORDINATOR)
def drafts_publish() -> Response | tuple[str, int]:
    desk, seen = _asked(), _seen()
    begun = queries.open_drafts(desk.key, desk.place_id)
    try:
        made = publishing.publish_drafts(
            desk.version,
            [one for one in begun if one.code in seen],
            seen=seen,
            why=request.form.get("why", ""),
            by=actor(),
            now=clock.now(),
        )
    except Refused as why:
        db.session.rollback()
        return _again(say(why), seen)
    return _published(desk, made)


def _again(error: str, seen: dict[str, int]) -> tuple[str, int]:
    desk = _asked()
    begun = queries.open_drafts(desk.key, desk.place_id)
    return _page(desk, begun, [one for one in begun if one.code in seen], error=error), 422


def _seen() -> dict[str, int]:
    """By code, which saving of each draft the page showed."""
    pairs = [pair.partition(":") for pair in request.form.getlist("seen")]
    return {
        code: int(n) for code, _, n in pairs if n.isascii() and n.isdigit() and len(n) < 9 and len(code) < 9
    }


@pages.post("/drafts/former")
@allowed(Role.COORDINATOR)
def drafts_former() -> Response:
    desk, form = _asked(), request.form
    if form.get("newest") != str(desk.version.number):
        raise Refused("見ている間に、新しい版が公開されました。画面を開き直して、お確かめください。")
    typed = form.get("number", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    made = publishing.publish_former(
        desk.version, number, why=form.get("why", ""), by=actor(), now=clock.now()
    )
    return _published(desk, made)


def _asked() -> Desk:
    desk = drafts_desk.asked()
    if desk is None:
        raise nothing_here()
    return desk


def _published(desk: Desk, made: CurriculumVersion) -> Response:
    said = gettext("第%(n)d版を公開しました。今まで学んでいる方は、前の版のままです。", n=made.number)
    db.session.commit()
    flash(said, "good")
    return redirect(f"{drafts_desk.list_of(desk.key, desk.place)}#versions", code=303)
