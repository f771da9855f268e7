"""The plan of a lesson as a page or a paper says it."""

from dataclasses import dataclass
from datetime import datetime

from tutor.curriculum import queries as curricula
from tutor.curriculum.page_html import page_html
from tutor.learning import plan_words, planning
from tutor.learning.next_lesson import Proposal
from tutor.lessons.models import Lesson, LessonState
from tutor.sentences import Said
from tutor.visit_requests.queries import request_of

CURRICULUM = "sumaho"
"""What somebody begins with who has not begun."""


@dataclass(frozen=True)
class Planned:
    plan: planning.LessonPlan

    def because(self, proposal: Proposal) -> list[Said]:
        return [plan_words.sentence(one, of=len(self.plan.pupils)) for one in proposal.reasons]

    def note(self, proposal: Proposal) -> str:
        """Where people stumble, for its tutors: HTML."""
        return page_html(proposal.unit.tutor_note, proposal.unit.pictures)

    @property
    def phones(self) -> Said:
        return plan_words.phones(self.plan.pupils)


def planned(lesson: Lesson, *, now: datetime) -> Planned | None:
    """Of a lesson that is still to be held."""
    if lesson.state is not LessonState.PLANNED:
        return None
    found = planning.plan(lesson, beginning=curricula.newest(CURRICULUM), now=now, wish=wish_of(lesson))
    return Planned(found) if found else None


def wish_of(lesson: Lesson) -> str:
    """As it was said when the lesson was asked for."""
    request = request_of(lesson.id)
    return request.goal if request else ""
