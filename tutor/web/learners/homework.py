"""Homework in big type, one thing at a time, for one's own telephone."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.learning import actions, homework_queries
from tutor.web import sign_in
from tutor.web.guards import allowed
from tutor.web.learners.blueprint import me, pages
from tutor.web.learners.reading import sheet_number, sheets


@pages.get("/homework/<code>")
@allowed(Role.LEARNER)
def homework(code: str) -> str:
    found = homework_queries.homework(code, actor=sign_in.actor())
    unit, phone = homework_queries.homework_unit(found), me().phone_kind
    all_ = sheets(unit, phone=phone)
    number = sheet_number(request.args.get("page"), otherwise=found.page, count=len(all_))
    return render_template(
        "learners/homework.html",
        homework=found,
        unit=unit,
        phone=phone,
        sheet=all_[number],
        number=number,
        count=len(all_),
        chosen=all_[number].choice(request.args.get("answer", "")),
    )


@pages.post("/homework/<code>/turn")
@allowed(Role.LEARNER)
def turn(code: str) -> Response:
    """「つぎへ」 and 「まえへ」: the page is kept, so that one goes on there tomorrow."""
    found = homework_queries.homework(code, actor=sign_in.actor())
    page = sheet_number(request.form.get("page"), otherwise=found.page, count=999)
    actions.turn_page(found, page=page, by=sign_in.actor(), now=clock.now())
    db.session.commit()
    return redirect(url_for("learners.homework", code=code, page=page), code=303)


@pages.post("/homework/<code>/answer")
@allowed(Role.LEARNER)
def answer(code: str) -> Response:
    """Nothing is kept of an answer: the next page says why, and that is all."""
    homework_queries.homework(code, actor=sign_in.actor())
    page = sheet_number(request.form.get("page"), otherwise=0, count=999)
    given = request.form.get("answer", "")[:2]
    return redirect(url_for("learners.homework", code=code, page=page, answer=given, _anchor="why"), code=303)


@pages.post("/homework/<code>/end")
@allowed(Role.LEARNER)
def end(code: str) -> Response:
    found, how = homework_queries.homework(code, actor=sign_in.actor()), request.form.get("how", "")
    if how in {"done", "again"}:
        actions.finish_homework(found, alone=how == "done", by=sign_in.actor(), now=clock.now())
        db.session.commit()
    if how == "again":
        return redirect(url_for("learners.homework", code=code), code=303)
    _say(how)
    return redirect(url_for("learners.home"), code=303)


def _say(how: str) -> None:
    if how == "done":
        flash(gettext("おつかれさまでした。よくがんばりましたね。"), "good")
    else:
        words = gettext("つぎのレッスンで、先生に聞きましょう。待てないときは、下の番号へお電話ください。")
        flash(words, "info")
