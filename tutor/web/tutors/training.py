"""The tutors' own training: how far one is, a unit one thing at a time, and the day it was passed."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.curriculum.content import Curriculum
from tutor.database import db
from tutor.people.models import Tutor
from tutor.study import training as reads
from tutor.study import training_actions as actions
from tutor.study.models import Study
from tutor.web import sign_in
from tutor.web.guards import allowed
from tutor.web.language import wanted
from tutor.web.study import showing
from tutor.web.tutors.blueprint import as_tutor, pages

ONE = "/training/<curriculum>/<unit>"


@dataclass(frozen=True)
class Shown:
    """A record, and the words of its curriculum in the reader's language."""

    record: reads.Record
    said: Curriculum

    def title(self, one: reads.UnitRecord) -> str:
        return next(unit.title for unit in self.said.units if unit.key == one.unit.key)


@pages.get("/training")
@allowed(Role.TUTOR)
def training() -> str:
    found = [Shown(one, one.content.in_language(wanted())) for one in reads.own_records(_me())]
    return render_template("tutors/training.html", trainings=found)


@pages.get(ONE)
@allowed(Role.TUTOR)
def training_unit(curriculum: str, unit: str) -> str:
    row, study = reads.own_reading(_me(), curriculum, unit)
    at = partial(_at, curriculum, unit)
    return showing.show(
        showing.Desk(unit=row, study=study, at=at, layout="tutors/reading.html", language=wanted())
    )


@pages.post(f"{ONE}/turn")
@allowed(Role.TUTOR)
def training_turn(curriculum: str, unit: str) -> Response:
    page = showing.turn(_study(curriculum, unit), now=clock.now())
    db.session.commit()
    return redirect(_at(curriculum, unit, page=page), code=303)


@pages.post(f"{ONE}/answer")
@allowed(Role.TUTOR)
def training_answer(curriculum: str, unit: str) -> Response:
    page = showing.answer(_study(curriculum, unit), by=as_tutor(), now=clock.now())
    db.session.commit()
    return redirect(_at(curriculum, unit, page=page, _anchor="why"), code=303)


@pages.post(f"{ONE}/end")
@allowed(Role.TUTOR)
def training_end(curriculum: str, unit: str) -> Response:
    how, by, now = request.form.get("how", ""), as_tutor(), clock.now()
    showing.end(_study(curriculum, unit), how, by=by, now=now)
    passed = actions.settle(_me(), curriculum, by=by, now=now)
    db.session.commit()
    if how == "again":
        return redirect(_at(curriculum, unit), code=303)
    flash(
        gettext("研修に合格しました。おめでとうございます。")
        if passed
        else gettext("さいごまで読みました。"),
        "good",
    )
    return redirect(url_for("tutors.training"), code=303)


def _me() -> Tutor:
    tutor = sign_in.person().tutor
    assert tutor is not None, "the rule of these pages lets in tutors only"
    return tutor


def _at(curriculum: str, unit: str, verb: str = "unit", **more: Any) -> str:
    return url_for(f"tutors.training_{verb}", curriculum=curriculum, unit=unit, **more)


def _study(curriculum: str, unit: str) -> Study:
    return actions.begin(_me(), curriculum, unit, by=as_tutor(), now=clock.now())
