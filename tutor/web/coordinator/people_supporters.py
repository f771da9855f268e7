"""Who may act for a learner: agreed by the learner, ended by one sentence."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.people import actions, queries
from tutor.people.models import Learner, Person
from tutor.reports import one_person
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.people_forms import HOW, SCOPE, SupporterForm, Supporting
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/people/<code>/supporter")
@allowed(Role.COORDINATOR)
def people_supporter(code: str) -> str:
    learner = queries.learner(code, actor=actor())
    return _page(SupporterForm({}, learner=learner.person, actor=actor()))


@pages.post("/people/<code>/supporter")
@allowed(Role.COORDINATOR)
def people_agree(code: str) -> Response | tuple[str, int]:
    learner = queries.learner(code, actor=actor())
    form = SupporterForm(request.form, learner=learner.person, actor=actor())
    typed = form.typed()
    if typed is None:
        return _page(form), 422
    if alike := form.alike():
        return _page(form, alike), 200
    _agree(learner, typed)
    db.session.commit()
    flash(gettext("代わりにできる方を記録しました。"), "good")
    return redirect(url_for("coordinator.people_person", code=code), code=303)


def _page(form: SupporterForm, alike: list[Person] | None = None) -> str:
    return render_template(
        "coordinator/person_supporter.html",
        person=form.learner,
        form=form,
        alike=alike or [],
        scope=SCOPE,
        how=HOW,
    )


def _agree(learner: Learner, typed: Supporting) -> None:
    by, now = actor(), clock.now()
    supporter = typed.known or actions.enter_person(typed.name, household=None, by=by, now=now)
    actions.add_number(supporter, typed.telephone, by=by, now=now)
    actions.agree_support(
        learner, supporter, relation=typed.relation, scope=typed.scope, how=typed.how, by=by, now=now
    )


@pages.post("/people/<code>/supporter/<supporter>/end")
@allowed(Role.COORDINATOR)
def people_end_support(code: str, supporter: str) -> Response:
    learner = queries.person(code, actor=actor())
    support = one_person.support_by(supporter, learner=learner)
    actions.end_support(support, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("代わりにできることを、すべて終わりにしました。"), "good")
    return redirect(url_for("coordinator.people_person", code=code), code=303)
