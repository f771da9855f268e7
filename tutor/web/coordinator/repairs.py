"""A tutor cannot come: said once, then each lesson is mended with one of three repairs."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.disruptions import actions, queries
from tutor.disruptions.proposals import Repair
from tutor.disruptions.proposals import repairs as repairs_of
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson
from tutor.lessons.offer_rules import deadlines
from tutor.lessons.offers import of_lessons
from tutor.local_time import local_date
from tutor.messaging.preview import preview
from tutor.people.models import Tutor
from tutor.sentences import Counted, together
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.repair_form import AbsenceForm, read_choice, read_version
from tutor.web.guards import allowed
from tutor.web.saying import say
from tutor.web.sign_in import actor

AT_ONCE = 4
"""Lessons whose repairs stand on one page; the planner needs a tenth of a second for each."""


@pages.get("/tutors/<code>/absence")
@allowed(Role.COORDINATOR)
def tutors_absence(code: str) -> str:
    tutor = queries.tutor(code, actor=actor())
    return _absence_page(tutor, AbsenceForm.fresh(local_date(clock.now())))


def _absence_page(tutor: Tutor, form: AbsenceForm) -> str:
    absences = queries.absences(tutor, first=local_date(clock.now()))
    return render_template("coordinator/absence.html", tutor=tutor, form=form, absences=absences)


@pages.post("/tutors/<code>/absence")
@allowed(Role.COORDINATOR)
def tutors_absent(code: str) -> Response | tuple[str, int]:
    tutor, form = queries.tutor(code, actor=actor()), AbsenceForm(request.form)
    absence = form.absence()
    if absence is None:
        return _absence_page(tutor, form), 422
    found = actions.cannot_come(tutor, absence, by=actor(), now=clock.now())
    db.session.commit()
    if not found:
        flash(gettext("お休みを記録しました。その間に、決まったレッスンはありませんでした。"), "good")
        return redirect(url_for("coordinator.tutors_absence", code=code), code=303)
    flash(_open_lessons(tutor, found), "good")
    if len(queries.left_open(tutor, actor=actor(), now=clock.now())) > 1:
        return redirect(url_for("coordinator.tutors_repairs", code=code), code=303)
    return redirect(url_for("coordinator.repairs"), code=303)


def _open_lessons(tutor: Tutor, found: Sequence[Lesson]) -> str:
    told = [
        Counted(
            "%(name)sさんを%(num)d件のレッスンから外しました。まだだれにも知らせていません。",
            len(found),
            name=tutor.person.name,
        )
    ]
    elsewhere = [one for one in found if not actor().reaches(one.programme.municipality_id, Role.COORDINATOR)]
    if elsewhere:
        told.append(
            Counted("うち%(num)d件はほかの市町のレッスンで、そちらの担当が直します。", len(elsewhere))
        )
    return say(together(*told))


@pages.post("/tutors/<code>/absence/undo")
@allowed(Role.COORDINATOR)
def tutors_absence_undo(code: str) -> Response:
    tutor, absence = queries.tutor(code, actor=actor()), AbsenceForm(request.form).absence()
    if absence is not None:
        actions.can_come_after_all(tutor, absence, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("お休みを取り消しました。まだ足りなかったレッスンは、担当にもどしました。"), "good")
    return redirect(url_for("coordinator.tutors_absence", code=code), code=303)


@pages.get("/repairs")
@allowed(Role.COORDINATOR)
def repairs() -> str:
    found, now = lessons.lacking_tutors(actor=actor(), now=clock.now()), clock.now()
    mending = [(one, repairs_of(one, now=now)) for one in found[:AT_ONCE]]
    return _repairs_page(mending, found[AT_ONCE:], queries.missed_by(found))


def _repairs_page(
    mending: Sequence[tuple[Lesson, list[Repair]]],
    later: Sequence[Lesson] = (),
    missed_by: Sequence[Tutor] = (),
) -> str:
    now, shown = clock.now(), [lesson for lesson, _ in mending]
    until = {one.id: deadlines(one.starts_at, now=now) for one in shown}
    offers = of_lessons(shown)
    return render_template(
        "coordinator/repairs.html",
        mending=mending,
        later=later,
        missed_by=missed_by,
        deadlines_of=until,
        offers_of=offers,
        given_up_by={one.id: queries.given_up_by(one) for one in shown},
    )


@pages.get("/lessons/<code>/repairs")
@allowed(Role.COORDINATOR)
def lessons_repairs(code: str) -> str:
    lesson = lessons.lesson(code, actor=actor())
    found: list[Repair] = repairs_of(lesson, now=clock.now()) if lesson.live and lesson.lacking else []
    return _repairs_page([(lesson, found)])


@pages.post("/lessons/<code>/repairs")
@allowed(Role.COORDINATOR)
def lessons_repair_seen(code: str) -> str:
    """The texts as they would go out; nothing is kept."""
    lesson, typed = lessons.lesson(code, actor=actor()), request.form.get("choice", "")
    choice, shown = read_choice(typed), read_version(request.form.get("version", ""))
    now = clock.now()
    found = preview(lambda: actions.mend(lesson, choice, shown=shown, by=actor(), now=now))
    page = render_template(
        "coordinator/repair_seen.html", lesson=lesson, choice=choice, typed=typed, shown=shown, found=found
    )
    db.session.rollback()
    return page


@pages.post("/lessons/<code>/repairs/take")
@allowed(Role.COORDINATOR)
def lessons_repair(code: str) -> Response:
    lesson, choice = lessons.lesson(code, actor=actor()), read_choice(request.form.get("choice", ""))
    shown = read_version(request.form.get("version", ""))
    actions.mend(lesson, choice, shown=shown, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("直しました。お知らせと、電話をかける人をお確かめください。"), "good")
    left = lessons.lacking_tutors(actor=actor(), now=clock.now())
    back = url_for("coordinator.repairs") if left else url_for("coordinator.lessons_one", code=code)
    return redirect(back, code=303)
