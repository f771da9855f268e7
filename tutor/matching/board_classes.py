"""Whom the plan that counts proposes for the booked classes of the week, and why somebody lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.matching import visit_queries
from tutor.matching.board_rows import Block, Head
from tutor.matching.models import PlanLesson
from tutor.matching.reasons import of_class
from tutor.sentences import Said


@dataclass(frozen=True)
class Proposal:
    block: Block
    names: tuple[str, ...]
    why: tuple[Said, ...]


def proposals(head: Head) -> Mapping[str, Proposal]:
    """By the class's code; of a draft only: what was published stands among the lessons."""
    if not head.is_draft or head.plan_id is None:
        return {}
    return {
        one.lesson.code: Proposal(
            _block(one),
            tuple(tutor.person.name for tutor in one.tutors),
            of_class(one.reasons),
        )
        for one in visit_queries.proposed(head.plan_id)
        if one.lesson.live and one.lesson.starts_at == one.starts_at
    }


def _block(proposed: PlanLesson) -> Block:
    lesson = proposed.lesson
    return Block(
        code=lesson.code,
        version=lesson.version,
        starts_at=lesson.starts_at,
        ends_at=lesson.ends_at,
        place=lesson.venue.name if lesson.venue else lesson.title,
        people=(lesson.title,),
        tutor_ids=tuple(tutor.person_id for tutor in proposed.tutors),
        is_lesson=True,
        proposed=True,
    )
