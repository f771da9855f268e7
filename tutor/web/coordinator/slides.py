"""Slides handed in; a job makes a draft of them."""

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring import queries
from tutor.authoring import slides as handing
from tutor.curriculum.slides.deck import LARGEST_FILE
from tutor.database import db
from tutor.office import queries as office
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed, takes_files
from tutor.web.sign_in import actor


@pages.get("/slides")
@allowed(Role.COORDINATOR)
def slides() -> str:
    return _form({})


def _form(errors: dict[str, str]) -> str:
    return render_template(
        "coordinator/slides.html",
        cities=office.municipalities(actor(), Role.COORDINATOR),
        curricula=[one.curriculum for one in queries.seen(actor())],
        values=request.form,
        errors=errors,
        most=LARGEST_FILE // 1_000_000,
    )


@pages.post("/slides")
@allowed(Role.COORDINATOR)
@takes_files(LARGEST_FILE)
def slides_hand_in() -> Response | tuple[str, int]:
    file = request.files.get("file")
    if file is None or not file.filename:
        return _form({"file": gettext("ファイルをえらんでください。")}), 422
    job = handing.hand_in(
        lambda path: file.save(path),
        curriculum_key=queries.version(request.form.get("curriculum", ""), actor=actor()).curriculum.key,
        municipality_id=office.municipality(
            request.form.get("city", ""), actor=actor(), roles=(Role.COORDINATOR,)
        ).id,
        where=handing.folder(current_app.extensions["settings"].instance),
        by=actor(),
        now=clock.now(),
    )
    db.session.commit()
    return redirect(url_for("coordinator.slides_one", code=job.dedupe), code=303)


@pages.get("/slides/<code>")
@allowed(Role.COORDINATOR)
def slides_one(code: str) -> str:
    """How the reading goes, and what became of it."""
    part = request.headers.get("HX-Request") == "true"
    return render_template(
        "coordinator/slides_part.html" if part else "coordinator/slides_one.html",
        code=code,
        job=handing.job_of(code, actor=actor()),
        draft=handing.draft_of(code, actor=actor()),
    )
