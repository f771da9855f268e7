"""Lists that the office has: handed in, looked at, taken in."""

from pathlib import Path
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from config import Settings
from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.imports import actions, queries, samples, waiting
from tutor.imports.actions import Handed
from tutor.imports.checked import Kind
from tutor.jobs.models import JobState
from tutor.local_time import local_date
from tutor.office import queries as office
from tutor.places.queries import towns
from tutor.reports.table import csv_text
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.import_form import ImportForm
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.sign_in import actor

KINDS = {
    Kind.PEOPLE: lazy_gettext("受講者と学生講師の名簿"),
    Kind.TIMETABLES: lazy_gettext("学生講師の時間割"),
    Kind.REQUESTS: lazy_gettext("訪問の申込の一覧"),
}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/imports")
@allowed(Role.COORDINATOR)
def imports() -> str:
    return _form(ImportForm({}, None, actor=actor(), today=local_date(clock.now())))


def _form(form: ImportForm) -> str:
    return render_template("coordinator/imports.html", form=form, kinds=KINDS)


@pages.post("/imports")
@allowed(Role.COORDINATOR)
def imports_hand_in() -> Response | tuple[str, int]:
    by, now = actor(), clock.now()
    form = ImportForm(request.form, request.files.get("file"), actor=by, today=local_date(now))
    file = form.file()
    if file is None:
        return _form(form), 422
    job = actions.hand_in(
        file.data, file.kind, file.city, options=file.options, where=_where(), by=by, now=now
    )
    db.session.commit()
    return redirect(url_for("coordinator.imports_one", code=Handed.of_job(job).code), code=303)


@pages.get("/imports/<code>")
@allowed(Role.COORDINATOR)
def imports_one(code: str) -> str:
    part = request.headers.get("HX-Request") == "true"
    template = "coordinator/import_part.html" if part else "coordinator/import.html"
    return render_template(template, code=code, **_state(code))


def _state(code: str) -> dict[str, Any]:
    checked, stored = queries.check_job(code, actor=actor()), queries.store_job(code)
    job = stored or checked
    return {
        "job": job,
        "kind": Handed.of_job(checked).kind.value,
        "kind_name": KINDS[Handed.of_job(checked).kind],
        "is_stored": stored is not None and stored.state is JobState.DONE,
        "has_failed": job.state is JobState.FAILED,
        "preview": waiting.preview(_where(), code) if job.state is not JobState.FAILED else None,
    }


@pages.post("/imports/<code>/take-in")
@allowed(Role.COORDINATOR)
def imports_take_in(code: str) -> Response:
    checked = queries.check_job(code, actor=actor())
    stored = queries.store_job(code)
    if stored is None or stored.state is not JobState.DONE:
        actions.take_in(checked, by=actor(), now=clock.now())
    db.session.commit()
    return redirect(url_for("coordinator.imports_one", code=code), code=303)


@pages.post("/imports/<code>/forget")
@allowed(Role.COORDINATOR)
def imports_forget(code: str) -> Response:
    queries.check_job(code, actor=actor())
    waiting.forget(_where(), code)
    flash(gettext("ファイルを消しました。何も取り込んでいません。"), "good")
    return redirect(url_for("coordinator.imports"), code=303)


@pages.get("/imports/<code>/faults.csv")
@allowed(Role.COORDINATOR)
def imports_faults(code: str) -> Response:
    """The same list as on the page, whole."""
    queries.check_job(code, actor=actor())
    preview = waiting.preview(_where(), code)
    if preview is None:
        raise Refused("ファイルはもう残っていません。もう一度、ファイルをえらんでください。")
    head = [gettext("場所"), gettext("見出し"), gettext("入っている値"), gettext("どう直すか")]
    rows = [(one.place, one.heading, one.value, say(one.why)) for one in preview.faults]
    return _download(csv_text([head, *rows]).encode(), "naosu.csv", "text/csv; charset=utf-8")


@pages.get("/imports/sample")
@allowed(Role.COORDINATOR)
def imports_sample() -> Response:
    asked = request.args.get("kind", "")
    kind = Kind(asked) if asked in set(Kind) else Kind.PEOPLE
    known = [
        town.name for city in office.municipalities(actor(), Role.COORDINATOR) for town in towns(city.id)
    ]
    data = samples.sample(kind, town=known[0] if known else samples.TOWN)
    return _download(data, f"mihon-{kind.value}.xlsx", EXCEL)


def _download(data: bytes, name: str, mimetype: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return current_app.response_class(data, mimetype=mimetype, headers=headers)


def _where() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return waiting.folder(settings.instance)
