"""Somebody else for a class in a draft: what it costs on the road, which rule it breaks, who would be best.

The class has its hour and its hall; only who goes is asked. Each tutor of the draft is a piece of the
engine's problem of his or her own (`classes.served`), and it is that piece which is put elsewhere.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons.actions import refuse_clash
from tutor.matching import class_queries, moves, rules, steps, visit_queries
from tutor.matching.judging import (
    NOBODY_EXPERIENCED,
    Broken,
    assigned,
    check_broken,
    check_firm,
    explained,
    plan_problem,
)
from tutor.matching.models import SWAP, UNDO, BoardStep, PlanLesson
from tutor.matching.moves import OFFERED, Outcome, Place
from tutor.matching.preview import Offer
from tutor.matching.steps import VisitState
from tutor.matching.visits import EXPERIENCED
from tutor.people.models import Tutor
from tutor.sentences import EMPTY, Said


class SwapDesk:
    """The whole board as a problem, read once for all questions about one tutor who is proposed."""

    def __init__(self, proposed: PlanLesson, gone: Tutor, *, now: datetime) -> None:
        self.proposed, self.gone = proposed, gone
        plan = proposed.plan
        visits, classes = visit_queries.placed(plan.id), visit_queries.proposed(plan.id)
        self.week = plan_problem(plan, visits, classes, now=now)
        self.assigned = assigned(self.week, visits, classes)
        self.piece = f"{proposed.lesson.code}/{proposed.tutors.index(gone)}"
        known = visit_queries.tutors_by_code(self.week.tutor_ids)
        self.tutors: Mapping[str, Tutor] = {one.person.code: one for one in known}

    @property
    def _start(self) -> int:
        piece = next(one for one in self.week.problem.visits if one.id == self.piece)
        return piece.starts[0][0]

    def judge(self, come: Tutor) -> Offer:
        place = Place(self._start, (come.person.code,))
        found = moves.outcome(self.week.problem, self.assigned, self.piece, place)
        return replace(self._offer(found, come), clash=self._clash(come))

    def best(self, *, but: Tutor | None = None) -> list[Offer]:
        """The first three who break no rule."""
        here = Place(self._start, (but.person.code,)) if but else None
        most = OFFERED + len(self.tutors)
        found = moves.best_places(self.week.problem, self.assigned, self.piece, most=most, but=here)
        offers = [self._offer(one, self.tutors[one.place.tutors[0]]) for one in found if one.place]
        return [one for one in offers if not one.broken][:OFFERED]

    def _offer(self, found: Outcome, come: Tutor) -> Offer:
        broken = explained(self.week, found, [come])
        if _leaves_nobody_experienced(self.proposed, self.gone, come):
            broken.append(Broken(NOBODY_EXPERIENCED))
        return Offer(self.proposed.starts_at, (come,), found.minutes, found.points, tuple(broken))

    def _clash(self, come: Tutor) -> Said:
        lesson = self.proposed.lesson
        try:
            refuse_clash([come], [], start=lesson.starts_at, end=lesson.ends_at)
        except Refused as why:
            return why.said
        return EMPTY


def _leaves_nobody_experienced(proposed: PlanLesson, gone: Tutor, come: Tutor) -> bool:
    booked = [row.tutor for row in proposed.lesson.assigned]
    return _is_experienced(gone) and not any(
        _is_experienced(one) for one in [*booked, *proposed.tutors, come] if one is not gone
    )


def _is_experienced(tutor: Tutor) -> bool:
    return any(one.tag == EXPERIENCED for one in tutor.qualifications)


def swap(
    proposed: PlanLesson, gone: Tutor, come: Tutor, *, because: str = "", by: Actor, now: datetime
) -> BoardStep:
    """`gone` is what the screen showed: has somebody else swapped meanwhile, nothing is changed."""
    _hold(proposed)
    return _swap(proposed, gone, come, SWAP, because, by=by, now=now)


def undo(proposed: PlanLesson, *, by: Actor, now: datetime) -> None:
    """The newest swap of this class is taken back, if it is still as that left it."""
    _hold(proposed)
    step = class_queries.last_swap(proposed)
    left, before = steps.read(step.after), steps.read(step.before)
    came, went = set(left.tutors) - set(before.tutors), set(before.tutors) - set(left.tutors)
    gone, come = visit_queries.tutors_by_code(came)[0], visit_queries.tutors_by_code(went)[0]
    _swap(proposed, gone, come, UNDO, "", by=by, now=now)
    step.undone_at, step.undone_by_id = now, by.person_id
    db.session.flush()


def _hold(proposed: PlanLesson) -> None:
    class_queries.lock(proposed)
    rules.check_draft(proposed.plan.state)
    lesson = proposed.lesson
    if not lesson.live or lesson.starts_at != proposed.starts_at:
        raise Refused(
            "この教室は、計画のあとで変わりました。何も変えていません。週の計画を作り直してください。"
        )


def _swap(
    proposed: PlanLesson, gone: Tutor, come: Tutor, verb: str, because: str, *, by: Actor, now: datetime
) -> BoardStep:
    if gone not in proposed.tutors or come in proposed.tutors:
        raise Refused("この画面は古くなっています。何も変えていません。画面を開き直してください。")
    visit_queries.hold_tutors([gone, come])
    offer = SwapDesk(proposed, gone, now=now).judge(come)
    if offer.clash:
        raise Refused("%(why)s 何も変えていません。", why=offer.clash)
    if verb == UNDO:
        check_firm(offer.broken)  # the reason is that it was so before
    else:
        check_broken(offer.broken, because)
    before = _state(proposed)
    proposed.tutors = [*(one for one in proposed.tutors if one is not gone), come]
    step = BoardStep(
        created_at=now,
        municipality_id=proposed.plan.municipality_id,
        week=proposed.plan.week,
        lesson=proposed.lesson,
        verb=verb,
        before=steps.written(before),
        after=steps.written(_state(proposed)),
        because=because.strip()[:200] if offer.broken else "",
        by_id=by.person_id,
    )
    db.session.add(step)
    db.session.flush()
    record("swap_planned_class", proposed, by=by, now=now, municipality_id=proposed.plan.municipality_id)
    return step


def _state(proposed: PlanLesson) -> VisitState:
    return VisitState(proposed.starts_at, tuple(sorted(one.person.code for one in proposed.tutors)))
