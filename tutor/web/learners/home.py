"""The first page after the card: the next lesson, and one small step for today."""

from flask import render_template

from tutor import clock
from tutor.actor import Role
from tutor.lessons.queries import next_of_learner
from tutor.people.models import Learner
from tutor.study.queries import homework_to_read
from tutor.study.reviewing import tryings
from tutor.web.guards import allowed
from tutor.web.learners.blueprint import me, pages
from tutor.web.learners.coming import Coming
from tutor.web.papers.family import family_pack


@pages.get("")
@allowed(Role.LEARNER)
def home() -> str:
    learner = me()
    return render_template(
        "learners/home.html",
        learner=learner,
        coming=coming(learner),
        homework=homework_to_read(learner),
        reviews=[one for one in tryings(learner, now=clock.now()) if one.said is None],
    )


@pages.get("/paper")
@allowed(Role.LEARNER)
def paper() -> str:
    """All of it on one page, for the printer of a family or of the counter."""
    learner = me()
    pack = family_pack(learner, now=clock.now())
    return render_template("learners/paper.html", pack=pack, coming=coming(learner))


def coming(learner: Learner) -> Coming | None:
    now = clock.now()
    found = next_of_learner(learner.person_id, now=now)
    return Coming(found, learner, now) if found else None
