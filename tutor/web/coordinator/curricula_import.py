"""A curriculum from another place, handed in as one file."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring import queries as authoring
from tutor.curriculum import queries
from tutor.curriculum.actions import MadeElsewhere
from tutor.curriculum.package.importing import Package, against, open_package, take_in
from tutor.curriculum.package.unpacking import MOST_PACKED
from tutor.database import db
from tutor.errors import Refused
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.curricula import list_page
from tutor.web.guards import allowed, takes_files
from tutor.web.sign_in import actor


@pages.post("/curricula")
@allowed(Role.COORDINATOR)
@takes_files(MOST_PACKED)
def curricula_take_in() -> Response | tuple[str, int]:
    file = request.files.get("file")
    try:
        if not file:
            raise Refused("教材のファイルをえらんでください。")
        package = open_package(file.stream)  # type: ignore[arg-type]  # werkzeug says IO[bytes]
    except Refused as refused:
        return list_page(refused), 422
    return _take_in(package)


def _take_in(package: Package) -> Response | tuple[str, int]:
    key = package.read.key
    before = queries.newest(key)
    try:
        authoring.refuse_unless_may_publish(before.curriculum if before else None, by=actor())
        version = take_in(package, by=actor(), now=clock.now(), over=request.form.get("over") == "1")
    except Refused as refused:
        changes = against(package) if isinstance(refused, MadeElsewhere) else []
        return list_page(refused, changes), 422
    db.session.commit()
    if version is before:
        flash(gettext("今の版と同じです。何も変わりません。"), "good")
    else:
        flash(
            gettext("第%(number)d版になりました。受講中の方は、前の版のままです。", number=version.number),
            "good",
        )
    return redirect(url_for("coordinator.curricula_one", key=key), code=303)
