"""The first page after the card: the next lesson, and one small step for today."""

from flask import render_template

from tutor import clock
from tutor.actor import Role
from tutor.curriculum.queries import content_of
from tutor.learning import homework_queries, practice, queries
from tutor.lessons.queries import next_of_learner
from tutor.local_time import local_date
from tutor.people.models import Learner
from tutor.study.queries import studies
from tutor.web.guards import allowed
from tutor.web.learners.blueprint import me, pages
from tutor.web.learners.coming import Coming
from tutor.web.study.reading import sheets

MOST_REVIEWS = 3


@pages.get("")
@allowed(Role.LEARNER)
def home() -> str:
    learner = me()
    return render_template(
        "learners/home.html",
        learner=learner,
        coming=coming(learner),
        homework=homework_queries.open_homework(learner),
        studies=studies(learner),
        reviews=reviews(learner),
    )


@pages.get("/paper")
@allowed(Role.LEARNER)
def paper() -> str:
    """All of it on one page, for the printer of a family or of the counter."""
    learner = me()
    given = [
        (one, sheets(homework_queries.homework_unit(one), phone=learner.phone_kind))
        for one in homework_queries.open_homework(learner)
    ]
    return render_template("learners/paper.html", learner=learner, coming=coming(learner), given=given)


def coming(learner: Learner) -> Coming | None:
    now = clock.now()
    found = next_of_learner(learner.person_id, now=now)
    return Coming(found, learner, now) if found else None


def reviews(learner: Learner) -> list[str]:
    """What to try again today, in words; the longest waiting first."""
    enrolment = queries.current_enrolment(learner)
    if enrolment is None:
        return []
    texts = {skill.key: skill.text for skill in content_of(enrolment.version).skills}
    looks = practice.reviews(queries.marks_of(learner.person_id))
    due = practice.due(looks, today=local_date(clock.now()))
    return [texts[key] for key in due if key in texts][:MOST_REVIEWS]
