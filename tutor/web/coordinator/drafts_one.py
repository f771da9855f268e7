"""One draft: its text in a large field, what the reader says of it, and two people at once."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring import actions, queries
from tutor.authoring.checking import Checked, check, overdue
from tutor.authoring.models import Draft
from tutor.authoring.publishing import moved
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.queries import content_of
from tutor.curriculum.source.unit_body import PAGE, QUESTION, SURVEY
from tutor.curriculum.source.unit_parts import TROUBLE
from tutor.database import db
from tutor.errors import Refused
from tutor.local_time import local_date
from tutor.web.coordinator import drafts_desk
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.sign_in import actor

ONE = "/drafts/<code>"
PAGES = {"phone": "coordinator.drafts_phone", "pages": "coordinator.slides_pages"}
# Headings as the reader knows them, in whatever language the page around them speaks.
MARKS = {"page": PAGE, "question": QUESTION, "survey": SURVEY, "trouble": TROUBLE}


@pages.get(ONE)
@allowed(Role.COORDINATOR)
def drafts_one(code: str) -> str:
    draft = queries.draft(code, actor=actor())
    return _page(draft, draft.text)


@pages.post(ONE)
@allowed(Role.COORDINATOR)
def drafts_save(code: str) -> Response | str | tuple[str, int]:
    """Pressed, or sent by htmx while one types, so that nothing is lost when the browser is closed."""
    draft, typed = queries.draft(code, actor=actor()), request.form.get("text", "")
    try:
        _save(draft, typed)
    except Refused as why:
        db.session.rollback()
        return _refused(queries.draft(code, actor=actor()), typed, why)
    db.session.commit()
    if _is_part():
        return render_template("coordinator/draft_state.html", **_state(draft))
    return redirect(_next(draft, request.form.get("then", "")), code=303)


def _next(draft: Draft, then: str) -> str:
    """The buttons that lead on save first: nobody has to remember it."""
    if then in PAGES:
        return url_for(PAGES[then], code=draft.code)
    if then == "publishing":
        begun = queries.open_drafts(draft.curriculum_key, draft.municipality_id)
        return drafts_desk.publishing_of(draft, [one.code for one in begun if one.unit == draft.unit])
    flash(gettext("下書きを保存しました。まだ公開していません。"), "good")
    return url_for("coordinator.drafts_one", code=draft.code)


def _save(draft: Draft, typed: str) -> None:
    actions.save(draft, typed, seen=_seen(), by=actor(), now=clock.now())


def _refused(draft: Draft, typed: str, why: Refused) -> tuple[str, int]:
    """What was typed stays in the field. Beside it the other text, where somebody else was first."""
    if _is_part():
        state = _state(draft) | {"seen": _seen(), "error": say(why)}
        return render_template("coordinator/draft_state.html", **state), 422
    if isinstance(why, actions.SavedByAnother):
        return _page(draft, typed, error=say(why), other=draft.text), 409
    return _page(draft, typed, error=say(why)), 422


def _seen() -> int:
    typed = request.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _is_part() -> bool:
    return "HX-Request" in request.headers


@pages.post(f"{ONE}/on")
@allowed(Role.COORDINATOR)
def drafts_on(code: str) -> Response:
    """Somebody has looked at what was published meanwhile, and goes on with the draft."""
    draft = queries.draft(code, actor=actor())
    actions.put_on(draft, _version(draft), by=actor(), now=clock.now())
    db.session.commit()
    return redirect(url_for("coordinator.drafts_one", code=code), code=303)


def _version(draft: Draft) -> CurriculumVersion:
    return queries.version(draft.curriculum_key, actor=actor())


def checked(draft: Draft) -> Checked:
    """With everything else on its desk: a new skill may stand in one draft and be taught in another."""
    beside = [
        one for one in queries.open_drafts(draft.curriculum_key, draft.municipality_id) if one.id != draft.id
    ]
    return check(queries.files_of(_version(draft)), [*beside, draft])


def _state(draft: Draft) -> dict[str, object]:
    """What draft_state.html shows."""
    found = checked(draft)
    unit = found.unit(draft.unit)
    return {
        "draft": draft,
        "seen": draft.n,
        "found": found,
        "lines": draft.text.split("\n"),
        "overdue": overdue(unit, local_date(clock.now())) if unit else [],
        "begun": {one.name: one for one in queries.open_drafts(draft.curriculum_key, draft.municipality_id)},
    }


def _page(draft: Draft, typed: str, *, error: str = "", other: str | None = None) -> str:
    version = _version(draft)
    newer = queries.files_of(version).get(draft.name, b"").decode() if moved(draft, version) else None
    return render_template(
        "coordinator/draft.html",
        words=typed,
        error=error,
        other=other,
        newer=newer,
        skills=content_of(version).skills,
        marks=MARKS,
        **_state(draft),
    )
