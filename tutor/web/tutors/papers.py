"""What tutors take along on paper, printed by their browser: the plan, units for the telephones they meet."""

from flask import render_template, request, url_for

from tutor import clock
from tutor.actor import Role
from tutor.errors import nothing_here
from tutor.lessons import queries
from tutor.local_time import local_date
from tutor.web.guards import allowed
from tutor.web.papers.kinds import Asked, draw
from tutor.web.papers.views import base
from tutor.web.papers.wanted import Wanted
from tutor.web.tutors.blueprint import as_tutor, pages

PAPERS = ("plan", "handout")


@pages.get("/lessons/<code>/paper")
@allowed(Role.TUTOR)
def paper(code: str) -> str:
    found, name = queries.lesson(code, actor=as_tutor()), request.args.get("name", PAPERS[0])
    if name not in PAPERS:
        raise nothing_here()
    day = local_date(found.starts_at)
    what = Asked(found.programme.municipality, day, lesson=found, base=base(), wanted=Wanted.of(request.args))
    tools = render_template("papers/print_hint.html", back=url_for("tutors.lesson", code=code))
    files = url_for("static", filename="")
    return draw(name, what, by=as_tutor(), now=clock.now(), static=files, tools=tools)
