"""What no slide says of a unit: its name, what one can do afterwards, and questions."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring import actions, page_text, queries
from tutor.authoring.models import Draft
from tutor.curriculum.content import Choice, Curriculum, Question
from tutor.curriculum.queries import content_of
from tutor.database import db
from tutor.errors import Refused
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.drafts_desk import publishing_of
from tutor.web.coordinator.slides_pages import problems
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.sign_in import actor
from tutor.web.study.reading import number

ABOUT = "/drafts/<code>/about"
MOST_CHOICES = 4


@pages.get(ABOUT)
@allowed(Role.COORDINATOR)
def slides_about(code: str) -> str:
    return _show(queries.draft(code, actor=actor()))


def _show(draft: Draft, error: str = "") -> str:
    return render_template(
        "coordinator/slides_about.html",
        draft=draft,
        publishing=publishing_of(draft, [draft.code]),
        front=page_text.front_of(draft.text),
        content=_content(draft),
        questions=page_text.questions_of(draft.text),
        choices=range(1, MOST_CHOICES + 1),
        problems=problems(draft),
        typed=request.form,
        error=error,
    )


def _content(draft: Draft) -> Curriculum:
    return content_of(queries.version(draft.curriculum_key, actor=actor()))


@pages.post(ABOUT)
@allowed(Role.COORDINATOR)
def slides_name(code: str) -> Response | tuple[str, int]:
    draft, form = queries.draft(code, actor=actor()), request.form
    known = {skill.key: skill.stage for skill in _content(draft).skills}
    skills = tuple(key for key in form.getlist("skill") if key in known)
    return _save(
        draft,
        page_text.with_front(
            draft.text,
            title=form.get("title", "").strip(),
            why=form.get("why", "").strip(),
            minutes=number(form.get("minutes"), otherwise=0),
            skills=skills,
            # It belongs where the last of what it teaches does.
            stage=max((known[key] for key in skills), default=0),
        ),
    )


@pages.post("/drafts/<code>/questions")
@allowed(Role.COORDINATOR)
def slides_ask(code: str) -> Response | tuple[str, int]:
    """With `away` one is taken out, else one is added."""
    draft, form = queries.draft(code, actor=actor()), request.form
    away = number(form.get("away"), otherwise=0)
    if 0 < away <= len(page_text.questions_of(draft.text)):
        return _save(draft, page_text.without_question(draft.text, away - 1))
    try:
        question = _question(form)
    except Refused as why:
        return _show(draft, say(why)), 422
    return _save(draft, page_text.with_question(draft.text, question))


def _question(form: Mapping[str, str]) -> Question:
    def typed(name: str) -> str:
        return " ".join(form.get(name, "").split())

    choices = tuple(
        Choice(typed(f"choice_{n}"), form.get("right") == str(n), typed(f"because_{n}"))
        for n in range(1, MOST_CHOICES + 1)
        if typed(f"choice_{n}")
    )
    if not typed("question") or len(choices) < 2 or not any(one.right for one in choices):
        raise Refused("質問の文と、二つから四つの答えを書いて、正しい答えを一つえらんでください。")
    return Question(typed("question"), choices)


def _save(draft: Draft, text: str) -> Response | tuple[str, int]:
    code = draft.code
    try:
        seen = number(request.form.get("seen"), otherwise=0)
        actions.save(draft, text, seen=seen, by=actor(), now=clock.now())
    except Refused as why:
        db.session.rollback()
        return _show(queries.draft(code, actor=actor()), say(why)), 409
    db.session.commit()
    flash(gettext("保存しました。"), "good")
    return redirect(url_for("coordinator.slides_about", code=code), code=303)
