"""A draft as it will be on a learner's telephone: a learner's own sheets, in a frame of its width."""

from functools import partial
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tutor.actor import Role
from tutor.authoring import queries
from tutor.authoring.checking import Checked, check
from tutor.authoring.models import Draft
from tutor.curriculum.content import PHONES, Unit
from tutor.study import rules
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.drafts_one import checked
from tutor.web.guards import allowed, framed, frames
from tutor.web.language import READ
from tutor.web.sign_in import actor
from tutor.web.study import showing
from tutor.web.study.reading import number, sheet_of

ONE = "/drafts/<code>"
ANY = "android"


@pages.get(f"{ONE}/phone")
@allowed(Role.COORDINATOR)
@frames
def drafts_phone(code: str) -> str:
    draft = queries.draft(code, actor=actor())
    found = _readable(draft)
    unit, (phone, language, page) = found.unit(draft.unit), _chosen(draft)
    sheets = rules.sheets(unit) if unit else ()
    at = max(0, min(page, len(sheets) - 1))
    return render_template(
        "coordinator/draft_phone.html",
        draft=draft,
        found=found,
        unit=unit,
        at=at,
        titles=[sheet_of(unit, one, phone=phone).title for one in sheets] if unit else [],
        phones=PHONES,
        phone=phone,
        reads=language,
    )


def _readable(draft: Draft) -> Checked:
    """A mistake in somebody else's draft does not hide this unit."""
    found = checked(draft)
    if found.read is not None:
        return found
    version = queries.version(draft.curriculum_key, actor=actor())
    beside = queries.open_drafts(draft.curriculum_key, draft.municipality_id)
    own = [one for one in beside if one.unit == draft.unit and one.id != draft.id]
    return check(queries.files_of(version), [*own, draft])


def _chosen(draft: Draft) -> tuple[str, str, int]:
    """Telephone, language and sheet, as the address says."""
    phone, language = request.args.get("phone", ""), request.args.get("language", "")
    return (
        phone if phone in PHONES.values() else ANY,
        language if language in READ else draft.language,
        number(request.args.get("page"), otherwise=0),
    )


@pages.get(f"{ONE}/sheet")
@allowed(Role.COORDINATOR)
@framed
def drafts_sheet(code: str) -> str:
    draft = queries.draft(code, actor=actor())
    unit = _readable(draft).unit(draft.unit)
    if unit is None:
        return render_template("coordinator/draft_unreadable.html")
    return _sheet(draft, unit)


def _sheet(draft: Draft, unit: Unit) -> str:
    phone, language, page = _chosen(draft)
    row = rules.sheets(unit)
    at = max(0, min(page, len(row) - 1))
    frame = showing.Frame(
        at=partial(_at, draft.code, phone=phone, language=language),
        layout="coordinator/draft_layout.html",
        phone=phone,
        language=language,
    )
    choices, answer = len(rules.rights(unit, row[at])), request.args.get("answer")
    pressed = number(answer, otherwise=choices)
    answers = {row[at]: pressed} if pressed < choices else {}
    return showing.sheet_page(frame, unit, at, answers, offered=(language,))


def _at(code: str, _verb: str = "", **more: Any) -> str:
    return url_for("coordinator.drafts_sheet", code=code, **more)


@pages.post(f"{ONE}/sheet")
@allowed(Role.COORDINATOR)
def drafts_turn(code: str) -> Response:
    """What a learner's buttons do, without keeping anything."""
    draft = queries.draft(code, actor=actor())
    phone, language, _ = _chosen(draft)
    page = number(request.form.get("page"), otherwise=0)
    answer = request.form.get("answer")
    where = _at(code, phone=phone, language=language, page=page, answer=answer and answer[:4])
    return redirect(where, code=303)
