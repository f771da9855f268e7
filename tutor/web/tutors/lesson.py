"""One lesson at the door, and one learner of a class."""

import uuid
from datetime import datetime
from typing import Any

from flask import render_template, request
from flask_babel import gettext

from tutor import clock
from tutor.actor import Role
from tutor.errors import nothing_here
from tutor.lessons import queries
from tutor.lessons.models import Lesson
from tutor.visit_requests.queries import request_of
from tutor.web.guards import allowed
from tutor.web.tutors.blueprint import as_tutor, office, pages
from tutor.web.tutors.cards import Card
from tutor.web.tutors.doorway import AT_ONE_DOOR, AtDoor
from tutor.web.tutors.words import cause_word, causes, mark_word


@pages.get("/lessons/<code>")
@allowed(Role.TUTOR)
def lesson(code: str) -> str:
    found = queries.lesson(code, actor=as_tutor())
    doors = doors_of(found, now=clock.now())
    came = [door for door in doors if door.came]
    return render_template(
        "tutors/lesson.html",
        doors=doors,
        came=came,
        inline=came if len(doors) <= AT_ONE_DOOR else [],
        request_=request_of(found.id),
        silent=silent(found, came),
        causes=causes(),
        **shared(found),
    )


@pages.get("/lessons/<code>/<person_code>")
@allowed(Role.TUTOR)
def learner(code: str, person_code: str) -> str:
    found = queries.lesson(code, actor=as_tutor())
    door = next((one for one in doors_of(found, now=clock.now()) if one.person.code == person_code), None)
    if door is None:
        raise nothing_here()
    return render_template("tutors/learner.html", door=door, **shared(found))


def shared(found: Lesson) -> dict[str, Any]:
    """A form key of its own each time the page is opened: pressed twice is done once."""
    card = Card(found, as_tutor().person_id, clock.now())
    words = {"cause_word": cause_word, "mark_word": mark_word}
    place = office(found.programme.municipality)
    return {"card": card, "lesson": found, "key": uuid.uuid4().hex, **words, **place}


def doors_of(found: Lesson, *, now: datetime) -> list[AtDoor]:
    me, also = as_tutor().person_id, request.args.getlist("also")
    doors = [AtDoor(row, me=me, now=now, also=also) for row in found.attendances]
    return sorted(doors, key=lambda door: (door.person.reading_folded, door.person.id))


def silent(found: Lesson, came: list[AtDoor]) -> str:
    """Who is still missing in the marks: once it is finished, nobody can add any."""
    came = [door for door in came if door.skills]
    if len(found.attendances) > AT_ONE_DOOR:
        count = sum(not any(one.given for one in door.skills) for door in came)
        words = gettext("%(count)d人の見立てがまだです。終えると、あとから付けられません。", count=count)
        return str(words) if count else ""
    names = [
        gettext("%(name)sさん", name=row.tutor.person.family_name)
        for row in found.assigned
        if any(not door.marked_by(row.tutor_id) for door in came)
    ]
    who = "、".join(names)
    words = gettext("%(names)sの見立てがまだです。終えると、あとから付けられません。", names=who)
    return str(words) if names else ""
