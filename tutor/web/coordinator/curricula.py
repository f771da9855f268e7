"""Curricula and their versions: what is in them, what is overdue, what changed, out as a file."""

import re
from datetime import date
from typing import NamedTuple

from flask import current_app, render_template
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring.queries import seen
from tutor.authoring.queries import version as newest_seen
from tutor.curriculum import queries
from tutor.curriculum.blanks import open_blanks
from tutor.curriculum.content import Curriculum
from tutor.curriculum.differences import Change, differences
from tutor.curriculum.models import CurriculumVersion, Origin
from tutor.curriculum.package.packing import packed
from tutor.errors import Refused, nothing_here
from tutor.learning.older_versions import learners_by_version
from tutor.local_time import local_date
from tutor.office import queries as office
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

ORIGINS = {
    Origin.FOLDER: lazy_gettext("教材のフォルダーから"),
    Origin.BROWSER: lazy_gettext("画面で直して"),
    Origin.PACKAGE: lazy_gettext("もらったファイルから"),
}


class Dated(NamedTuple):
    day: date
    unit: str
    text: str
    source: str


def dated(read: Curriculum) -> list[Dated]:
    """What ages, the soonest first."""
    return sorted(
        Dated(fact.check_again_by, unit.title, fact.text, fact.source)
        for unit in read.units
        for fact in unit.ages
    )


def version_of(key: str, number: str) -> CurriculumVersion:
    if not re.fullmatch("[0-9]{1,6}", number):
        raise nothing_here()
    return queries.version(key, int(number))


@pages.get("/curricula")
@allowed(Role.COORDINATOR)
def curricula() -> str:
    return list_page()


def list_page(refused: Refused | None = None, changes: list[Change] | None = None) -> str:
    """With what stands against a file that was just handed in."""
    versions = seen(actor())
    read = {one.id: queries.content_of(one) for one in versions}
    today = local_date(clock.now())
    return render_template(
        "coordinator/curricula.html",
        versions=versions,
        read=read,
        overdue={id_: sum(one.day < today for one in dated(content)) for id_, content in read.items()},
        origins=ORIGINS,
        refused=refused,
        changes=changes or [],
    )


@pages.get("/curricula/<key>")
@allowed(Role.COORDINATOR)
def curricula_one(key: str) -> str:
    by, today = actor(), local_date(clock.now())
    newest = newest_seen(key, actor=by)
    cities = office.municipalities(by, Role.COORDINATOR)
    read = queries.content_of(newest)
    return render_template(
        "coordinator/curriculum.html",
        newest=newest,
        read=read,
        waiting=open_blanks(read),
        dated=dated(read),
        today=today,
        versions=queries.versions_of(key),
        origins=ORIGINS,
        learners=learners_by_version([city.id for city in cities]),
        programmes=office.running_programmes(by, Role.COORDINATOR, today=today),
    )


@pages.get("/curricula/<key>/changes/<number>")
@allowed(Role.COORDINATOR)
def curricula_changes(key: str, number: str) -> str:
    """From that version to the newest."""
    newest = newest_seen(key, actor=actor())
    old = version_of(key, number)
    changes = differences(queries.content_of(old), queries.content_of(newest))
    return render_template("coordinator/curriculum_changes.html", newest=newest, old=old, changes=changes)


@pages.get("/curricula/<key>/<number>.zip")
@allowed(Role.COORDINATOR)
def curricula_file(key: str, number: str) -> Response:
    newest_seen(key, actor=actor())
    headers = {"Content-Disposition": f"attachment; filename={key}-{number}.zip"}
    data = packed(version_of(key, number))
    return current_app.response_class(data, mimetype="application/zip", headers=headers)
