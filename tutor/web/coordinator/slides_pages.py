"""A draft page by page: beside what is written, how it will look; a correction is one press."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring import actions, page_text, queries
from tutor.authoring.checking import check, pictures_of
from tutor.authoring.models import Draft
from tutor.authoring.page_text import PageText
from tutor.curriculum.reader import Problem
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.drafts_desk import publishing_of
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.sign_in import actor
from tutor.web.study.reading import number, page_sheet

PAGES = "/drafts/<code>/pages"


@pages.get(PAGES)
@allowed(Role.COORDINATOR)
def slides_pages(code: str) -> str:
    return _show(queries.draft(code, actor=actor()))


def _show(draft: Draft, typed: PageText | None = None, error: str = "") -> str:
    written = page_text.pages_of(draft.text)
    if not written:
        raise nothing_here()
    at = _at(len(written))
    found = problems(draft)
    page = written[at]
    return render_template(
        "coordinator/slides_pages.html",
        draft=draft,
        publishing=publishing_of(draft, [draft.code]),
        pages=written,
        at=at,
        page=typed or page,
        sheet=page_sheet(
            page_text.page_content(draft.text, at), list(pictures_of(draft).values()), phone=""
        ),
        wrong=[one for one in found if page.first_line <= one.line <= page.last_line],
        marked={
            at for at, page in enumerate(written)
            if any(page.first_line <= one.line <= page.last_line for one in found)
        },
        left=len(found),
        error=error,
    )  # fmt: skip


def problems(draft: Draft) -> list[Problem]:
    """What the reader says of this file, with all that lies on the same desk."""
    version = queries.version(draft.curriculum_key, actor=actor())
    desk = queries.open_drafts(draft.curriculum_key, draft.municipality_id)
    beside = [one for one in desk if one.id != draft.id]
    return check(queries.files_of(version), [*beside, draft]).of(draft.name)


def _at(count: int) -> int:
    """Counted from 1 in addresses."""
    return max(1, min(number(request.values.get("page"), otherwise=1), count)) - 1


@pages.post(PAGES)
@allowed(Role.COORDINATOR)
def slides_correct(code: str) -> Response | tuple[str, int]:
    draft, form = queries.draft(code, actor=actor()), request.form
    title, words, narration = (_lines(form.get(name, "")) for name in ("title", "text", "narration"))
    typed = PageText(" ".join(title.split()), words, narration)
    at = _at(len(page_text.pages_of(draft.text)))
    try:
        text, at = _changed(draft.text, at, typed, form.get("act", ""))
        actions.save(draft, text, seen=number(form.get("seen"), otherwise=0), by=actor(), now=clock.now())
    except Refused as why:
        db.session.rollback()
        return _show(queries.draft(code, actor=actor()), typed, say(why)), 409
    db.session.commit()
    flash(gettext("保存しました。"), "good")
    return redirect(url_for("coordinator.slides_pages", code=code, page=at + 1), code=303)


def _changed(text: str, at: int, typed: PageText, act: str) -> tuple[str, int]:
    """The new text, and the page to look at next. Whatever is pressed, what was typed is kept."""
    if act == "remove":
        if len(page_text.pages_of(text)) == 1:
            raise Refused("ページは一つは残してください。")
        return page_text.without_page(text, at), max(0, at - 1)
    text = page_text.with_page(text, at, typed)
    by: dict[str, Any] = {"up": -1, "down": 1}
    if act not in by:
        return text, at
    last = len(page_text.pages_of(text)) - 1
    return page_text.moved(text, at, by[act]), max(0, min(at + by[act], last))


def _lines(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()
