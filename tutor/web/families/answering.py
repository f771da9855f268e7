"""One question a page. Every answer is kept on the server before the next page opens."""

from flask import abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from tutor import clock
from tutor.database import db
from tutor.local_time import local_date
from tutor.office.queries import public_programmes
from tutor.visit_requests import drafts
from tutor.visit_requests.rules import MOST_PEOPLE
from tutor.web.families import limits, offers, questions
from tutor.web.families.asking import Asking
from tutor.web.families.blueprint import TOKEN, current, draft, pages
from tutor.web.families.questions import Question
from tutor.web.families.readers import GOALS, WHO
from tutor.web.guards import open_to_all
from tutor.web.intake_form import Form

OPEN = "anybody may ask for a visit"
DEPEND_ON_CITY = ("place", "when")


@pages.get("/")
@open_to_all(OPEN)
def start() -> str:
    now, found = clock.now(), draft()
    begun = found is not None and found.request_id is None and found.answers != "{}"
    programmes = public_programmes(today=local_date(now))
    return render_template("families/start.html", programmes=programmes, begun=begun)


@pages.post("/")
@open_to_all(OPEN)
def begin() -> Response:
    """A half-filled request goes on, unless somebody wants to begin anew."""
    now, found = clock.now(), draft()
    if found is not None and (found.request_id is not None or request.form.get("anew")):
        drafts.forget(found)
        found = None
    if found is None:
        limits.count_beginning(request.remote_addr, now=now)
        session[TOKEN] = drafts.begin(now=now)
    db.session.commit()
    return redirect(url_for("families.short" if request.form.get("short") else "families.go_on"), code=303)


@pages.get("/go-on")
@open_to_all(OPEN)
def go_on() -> Response:
    return redirect(next_page(current()), code=303)


@pages.post("/stop")
@open_to_all(OPEN)
def stop() -> Response:
    """For a borrowed telephone: nothing stays."""
    found = draft()
    if found is not None:
        drafts.forget(found)
    db.session.commit()
    session.pop(TOKEN, None)
    return redirect(url_for("start.front"), code=303)


@pages.get("/<name>")
@open_to_all(OPEN)
def question(name: str) -> str | Response:
    asking, asked = current(), questions.named(name)
    if asking.none_left and name != "city":
        return redirect(url_for("families.short"), code=303)
    form = asking.form(name)
    if name in asking.answers:
        asked.read(form, asking)
    return _page(asked, asking, form)


@pages.post("/<name>")
@open_to_all(OPEN)
def answer(name: str) -> Response | tuple[str, int]:
    asking, asked = current(), questions.named(name)
    form = Form(request.form)
    if request.form.get("more"):
        return _another_block(asked, asking)
    asked.read(form, asking)
    if form.errors:
        return _page(asked, asking, form), 422
    _keep(asked, asking)
    db.session.commit()
    return redirect(next_page(Asking(asking.draft, now=asking.now)), code=303)


def _keep(asked: Question, asking: Asking) -> None:
    given: dict[str, dict[str, list[str]] | None] = {
        asked.name: {field: request.form.getlist(field) for field in asked.fields if field in request.form}
    }
    if asked.name == "city" and asking.answers.get("city") != given["city"]:
        given |= dict.fromkeys(DEPEND_ON_CITY)
    drafts.keep(asking.draft, given, now=asking.now)


def _another_block(asked: Question, asking: Asking) -> Response:
    """「もう一人」: what was typed so far is kept, right or not."""
    if asked.name != "names":
        abort(400)
    kept = {field: request.form.getlist(field) for field in asked.fields if field in request.form}
    kept["blocks"] = [str(min(_blocks(Form(request.form)) + 1, MOST_PEOPLE))]
    drafts.keep(asking.draft, {"names": kept}, now=asking.now)
    db.session.commit()
    return redirect(url_for("families.question", name="names"), code=303)


def _blocks(form: Form) -> int:
    """For how many people the page has fields."""
    typed = form.values.get("blocks", "")
    return int(typed) if typed in {str(n) for n in range(1, MOST_PEOPLE + 1)} else 1


def next_page(asking: Asking) -> str:
    """The first question without an answer; when all are answered, the page where they are checked."""
    open_one = questions.first_open(asking)
    if open_one is not None and open_one.name == "city":
        return url_for("families.question", name="city")
    if asking.none_left:
        return url_for("families.short")
    return url_for("families.question", name=open_one.name) if open_one else url_for("families.check")


def _page(asked: Question, asking: Asking, form: Form) -> str:
    shown = questions.asked(asking)
    place = shown.index(asked) + 1 if asked in shown else 1
    return render_template(
        "families/question.html",
        question=asked,
        asking=asking,
        form=form,
        place=place,
        number=len(shown),
        before=questions.before(asked, asking),
        checking=questions.first_open(asking) is None,
        most_people=MOST_PEOPLE,
        blocks=_blocks(form),
        who=WHO,
        goals=GOALS,
        offers=offers,
    )
