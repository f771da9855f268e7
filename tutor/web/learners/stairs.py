"""How far one has come, in a picture and in words."""

from flask import render_template

from tutor import clock
from tutor.actor import Role
from tutor.learning import queries
from tutor.learning.rules import ALONE
from tutor.learning.shown import Progress
from tutor.web.guards import allowed
from tutor.web.learners.blueprint import me, pages


@pages.get("/stairs")
@allowed(Role.LEARNER)
def stairs() -> str:
    found = queries.progress(me(), now=clock.now())
    steps = found.steps if found else []
    return render_template(
        "learners/stairs.html",
        steps=steps,
        here=found.level if found else None,
        next_step=next((step for step in steps if step.state == "next"), None),
        can=can_do(found) if found else [],
    )


def can_do(progress: Progress) -> list[tuple[str, list[str]]]:
    """By stage, what one does alone already."""
    held = {key for key, value in progress.standings.items() if value >= ALONE}
    by_stage = [
        (stage.title, [skill.text for skill in progress.content.skills_of(stage.number) if skill.key in held])
        for stage in progress.content.stages
    ]
    return [(title, texts) for title, texts in by_stage if texts]
