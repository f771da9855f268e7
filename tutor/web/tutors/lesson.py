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
from tutor.web.planned import planned
from tutor.web.saying import counted, listed
from tutor.web.tutors.asked import waiting
from tutor.web.tutors.blueprint import as_tutor, office, pages
from tutor.web.tutors.cards import Card
from tutor.web.tutors.doorway import AT_ONE_DOOR, AtDoor
from tutor.web.tutors.together import Together
from tutor.web.tutors.words import cause_word, causes, mark_word


@pages.get("/lessons/<code>")
@allowed(Role.TUTOR)
def lesson(code: str) -> str:
    found = queries.lesson(code, actor=as_tutor())
    doors = doors_of(found, now=clock.now())
    came = [door for door in doors if door.came]
    many = len(doors) > AT_ONE_DOOR
    marked = [door for door in doors if door.is_marked_here]
    return render_template(
        "tutors/lesson.html",
        doors=doors,
        came=came,
        many=many,
        together=Together(marked, me=as_tutor(), also=request.args.getlist("also"))
        if many and marked
        else None,
        request_=request_of(found.id),
        silent=silent(found, came),
        causes=causes(),
        own_note=own_note(found),
        planned=planned(found, now=clock.now()),
        **shared(found, doors),
    )


@pages.get("/lessons/<code>/<person_code>")
@allowed(Role.TUTOR)
def learner(code: str, person_code: str) -> str:
    found = queries.lesson(code, actor=as_tutor())
    door = next((one for one in doors_of(found, now=clock.now()) if one.person.code == person_code), None)
    if door is None:
        raise nothing_here()
    return render_template("tutors/learner.html", door=door, **shared(found, [door]))


def shared(found: Lesson, doors: list[AtDoor]) -> dict[str, Any]:
    """A form key of its own each time the page is opened: pressed twice is done once."""
    card = Card(found, as_tutor().person_id, clock.now())
    words = {"cause_word": cause_word, "mark_word": mark_word}
    place = office(found.programme.municipality)
    writing = (
        card.is_open or card.is_today or (card.may_add and ("write" in request.args or not is_said(doors)))
    )
    asked = waiting(found, [door.learner for door in doors])
    return {
        "card": card,
        "lesson": found,
        "questions": asked,
        "writing": writing,
        "key": uuid.uuid4().hex,
        **words,
        **place,
    }


def is_said(doors: list[AtDoor]) -> bool:
    """Have I marked everybody who came?"""
    return all(door.marked for door in doors if door.came and door.skills)


def own_note(found: Lesson) -> str:
    note = queries.note_of(found.id, tutor_id=as_tutor().person_id)
    return note.text if note else ""


def doors_of(found: Lesson, *, now: datetime) -> list[AtDoor]:
    me, also = as_tutor().person_id, request.args.getlist("also")
    doors = [AtDoor(row, me=me, now=now, also=also) for row in found.attendances]
    return sorted(doors, key=lambda door: (door.person.reading_folded, door.person.id))


def silent(found: Lesson, came: list[AtDoor]) -> str:
    """Whose marks are still missing; they may come after the end, but not for ever."""
    came = [door for door in came if door.skills]
    if len(found.attendances) > AT_ONE_DOOR:
        count = sum(not any(one.given for one in door.skills) for door in came)
        words = counted("%(num)d人の見立てがまだです。終えたあとも、2日のあいだ付けられます。", count)
        return str(words) if count else ""
    me = as_tutor().person_id
    names = [
        gettext("%(name)sさん", name=row.tutor.person.family_name)
        for row in found.staffings
        if row.tutor_id != me and any(not door.marked_by(row.tutor_id) for door in came)
    ]
    who = listed(names)
    words = gettext("%(names)sの見立てがまだです。終えたあとも、2日のあいだ付けられます。", names=who)
    return str(words) if names else ""
