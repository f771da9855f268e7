"""Audio of units: made ahead as a job in the city's voice, or spoken by a tutor for a sheet."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.jobs import actions as jobs
from tutor.jobs import queries as job_queries
from tutor.jobs.models import Job
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.speech import making, own_voice, queries, recordings, sheets, voices
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed, takes_files
from tutor.web.saying import say
from tutor.web.sign_in import actor

VOICES = {"mei": lazy_gettext("ふつうの声"), "mei-low": lazy_gettext("低めの声")}
PACES = {"slow": lazy_gettext("ゆっくり"), "normal": lazy_gettext("ふつうの速さ")}
ONE = "/speech/<code5>/<curriculum>/<unit>"


def _place(code5: str) -> Municipality:
    return office.municipality(code5, actor=actor(), roles=(Role.COORDINATOR,))


@pages.get("/speech/<code5>")
@allowed(Role.COORDINATOR)
def speech(code5: str) -> str:
    place = _place(code5)
    contents = [(version, curricula.content_of(version)) for version in curricula.newest_of_all()]
    return render_template(
        "coordinator/speech.html",
        place=place,
        is_on=voices.is_on(),
        install=voices.INSTALL,
        credit=voices.CREDIT,
        chosen=queries.voice(place.id),
        voices=list(VOICES.items()),
        paces=list(PACES.items()),
        contents=[(version, read, _job(place, version)) for version, read in contents],
        counts=queries.counts(place.id, [read for _, read in contents]),
    )


def _job(place: Municipality, version: CurriculumVersion) -> Job | None:
    return job_queries.latest(making.KIND, making.dedupe(place.id, version.curriculum_id))


@pages.post("/speech/<code5>/voice")
@allowed(Role.COORDINATOR)
def speech_voice(code5: str) -> Response:
    voice = voices.Voice(request.form.get("voice", ""), request.form.get("pace", ""))
    recordings.choose_voice(_place(code5), voice, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("声をえらびました。つぎに作る声から、この声になります。"), "good")
    return redirect(url_for("coordinator.speech", code5=code5), code=303)


@pages.post("/speech/<code5>/make")
@allowed(Role.COORDINATOR)
def speech_make(code5: str) -> Response:
    place, version = _place(code5), curricula.newest(request.form.get("curriculum", "")[:40])
    if version is None:
        raise nothing_here()
    job = making.ask(place, version, by=actor(), now=clock.now())
    db.session.commit()
    return redirect(url_for("coordinator.speech_job", code=job.code), code=303)


@pages.get("/speech/jobs/<code>")
@allowed(Role.COORDINATOR)
def speech_job(code: str) -> str:
    job = job_queries.job(code, actor=actor())
    part = request.headers.get("HX-Request") == "true"
    template = "coordinator/speech_job_part.html" if part else "coordinator/speech_job.html"
    cities = office.municipalities(actor(), Role.COORDINATOR)
    code5 = next(city.code5 for city in cities if city.id == job.municipality_id)
    return render_template(template, job=job, code5=code5)


@pages.post("/speech/jobs/<code>/stop")
@allowed(Role.COORDINATOR)
def speech_stop(code: str) -> Response:
    jobs.want_stop(job_queries.job(code, actor=actor()), now=clock.now())
    db.session.commit()
    return redirect(url_for("coordinator.speech_job", code=code), code=303)


@pages.get(ONE)
@allowed(Role.COORDINATOR)
def speech_unit(code5: str, curriculum: str, unit: str) -> str:
    return _unit_page(_place(code5), curriculum, unit)


def _unit_page(place: Municipality, curriculum: str, unit: str, error: str = "") -> str:
    parts = _parts(curriculum, unit)
    return render_template(
        "coordinator/speech_unit.html",
        place=place,
        curriculum=curriculum,
        unit=curricula.unit(curriculum, unit),
        parts=parts,
        known=queries.known(place.id, "", [one.hash for one in parts]),
        accept=own_voice.ACCEPT,
        error=error,
        wrong=request.form.get("text", ""),
    )


def _parts(curriculum: str, unit: str) -> list[sheets.Part]:
    return sheets.parts(curricula.unit_content(curricula.unit(curriculum, unit)))


@pages.post(ONE)
@allowed(Role.COORDINATOR)
@takes_files(own_voice.MOST_BYTES)
def speech_keep(code5: str, curriculum: str, unit: str) -> Response | tuple[str, int]:
    place, text_hash = _place(code5), _text(curriculum, unit)
    file = request.files.get("file")
    try:
        recordings.keep_own(place, text_hash, file.read() if file else b"", by=actor(), now=clock.now())
    except Refused as why:
        db.session.rollback()
        return _unit_page(place, curriculum, unit, say(why)), 422
    db.session.commit()
    flash(gettext("録音を取っておきました。このページでは、この声が聞こえます。"), "good")
    return _back(code5, curriculum, unit, text_hash)


@pages.post(f"{ONE}/forget")
@allowed(Role.COORDINATOR)
def speech_forget(code5: str, curriculum: str, unit: str) -> Response:
    text_hash = _text(curriculum, unit)
    recordings.forget_own(_place(code5), text_hash, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("録音を消しました。"), "good")
    return _back(code5, curriculum, unit, text_hash)


def _text(curriculum: str, unit: str) -> str:
    """Only what stands in the unit today can be spoken for it."""
    typed = request.form.get("text", "")
    if typed not in {one.hash for one in _parts(curriculum, unit)}:
        raise nothing_here()
    return typed


def _back(code5: str, curriculum: str, unit: str, text_hash: str) -> Response:
    page = url_for("coordinator.speech_unit", code5=code5, curriculum=curriculum, unit=unit)
    return redirect(f"{page}#text-{text_hash[:12]}", code=303)
