"""What would have to be otherwise for a visit to be served: each answer is a changed problem with its plan.

Everything else stays where it is; only who is displaced may find another place. The verifier, which
knows nothing of this, judges every plan before anybody is told of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, Literal

from tutor.matching.engine.changes import newly_broken, plan_of
from tutor.matching.engine.displacing import Displacing
from tutor.matching.engine.freeing import Freed, Freeing
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import Problem, Range
from tutor.matching.engine.ranking import Choice, ranked
from tutor.matching.engine.standing import served_on, standing, visit_of

_TUTORS_TRIED = 5

Kind = Literal["other_half_day", "tutor_free", "one_more", "room_made"]


@dataclass(frozen=True)
class WhatIf:
    """`problem` is the changed one, `served` a sound plan of it; `gain` against the plan without the visit.

    other_half_day: `window` is no wished one. tutor_free: `tutor` could come in the wished `window` too.
    one_more: `tutor` would take one visit above a limit, in `window`. room_made: only the plan is changed.
    `tags` are the needs that the tutor meets; `displaced` have no place any more, `moved` another one.
    """

    kind: Kind
    visit: Served
    gain: int
    problem: Problem
    served: tuple[Served, ...]
    window: Range | None = None
    tutor: str | None = None
    tags: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


class Question:
    """One visit that is not served, beside those that are; `keep` are ids of visits that must not move."""

    def __init__(
        self, problem: Problem, served: Sequence[Served], visit_id: str, keep: Iterable[str] = ()
    ) -> None:
        self.problem, self.keep = problem, frozenset(keep)
        self.others = tuple(one for one in served if one.id != visit_id)
        self.visit = next(one for one in problem.visits if one.id == visit_id)

    def answers(self, half_days: Iterable[Range], most: int = 3) -> tuple[WhatIf, ...]:
        """At most so many: the best of each kind, then more half-days. `half_days` are ranges of starts."""
        elsewhen = self.other_half_days(list(half_days))
        kinds = (elsewhen, self.tutors_free(), self.tutors_with_one_more(), self.room_made())
        first = [one for kind in kinds if (one := next(kind, None))]
        return tuple(islice(chain(first, elsewhen), most))

    def other_half_days(self, half_days: Sequence[Range]) -> Iterator[WhatIf]:
        """In which the visit could be added at a gain, the best first; else in which room could be made."""
        windows = [one for one in half_days if not any(_overlap(one, wish) for wish in self.visit.starts)]
        choices = list(_best_of_each(self._choices(self._with(windows)), windows))
        for choice in choices:
            window = next(one for one in windows if one[0] <= choice.start <= one[1])
            changed = self._with([*self.visit.starts, window])
            yield from self._added("other_half_day", changed, choice, window=window)
        if not choices:
            yield from self._room_elsewhen(windows)

    def tutors_free(self) -> Iterator[WhatIf]:
        """Whose coming in a wished half-day would be a gain; the best first."""
        return self._with_tutor("tutor_free", self._freeing().with_more_hours())

    def tutors_with_one_more(self) -> Iterator[WhatIf]:
        """Whose taking a visit above a limit would be a gain; the best first."""
        return self._with_tutor("one_more", self._freeing().with_one_more())

    def room_made(self) -> Iterator[WhatIf]:
        """The visit served at the least cost to the objective, and whom that costs the place."""
        indexed = IndexedProblem(self.problem)
        board = standing(indexed, self.others)
        room = Displacing(board, visit_of(indexed, self.visit.id), self.keep).make_room()
        if room:
            after = served_on(board)
            yield from self._sound(
                "room_made", self.problem, after, displaced=room.displaced, moved=room.moved
            )

    def _room_elsewhen(self, windows: Sequence[Range]) -> Iterator[WhatIf]:
        indexed = IndexedProblem(self._with(windows))
        board = standing(indexed, self.others)
        visit = visit_of(indexed, self.visit.id)
        room = Displacing(board, visit, self.keep).make_room()
        start = board.start[visit.number]
        if room and start is not None and room.gain > 0:
            window = next(one for one in windows if one[0] <= start <= one[1])
            changed = self._with([*self.visit.starts, window])
            more = {"window": window, "displaced": room.displaced, "moved": room.moved}
            yield from self._sound("other_half_day", changed, served_on(board), **more)

    def _freeing(self) -> Freeing:
        indexed = IndexedProblem(self.problem)
        return Freeing(standing(indexed, self.others), visit_of(indexed, self.visit.id))

    def _with_tutor(self, kind: Kind, likely: Iterable[Freed]) -> Iterator[WhatIf]:
        found = []
        for one in islice(likely, _TUTORS_TRIED):
            with_one = (c for c in self._choices(one.in_place(self.problem)) if one.tutor.id in c.tutors)
            choice = next((c for c in with_one if one.window[0] <= c.start <= one.window[1]), None)
            if choice and choice.gain > 0:
                found.append((choice, one))
        for choice, one in sorted(found, key=lambda pair: (-pair[0].gain, pair[0].start, pair[1].tutor.id)):
            tags = tuple(tag for tag in self.visit.needs if tag in one.tutor.skills)
            more = {"window": one.window, "tutor": one.tutor.id, "tags": tags}
            yield from self._added(kind, one.in_place(self.problem), choice, **more)

    def _with(self, starts: Sequence[Range]) -> Problem:
        """The problem in which the visit may begin then."""
        visit = replace(self.visit, starts=tuple(sorted(starts)))
        visits = (visit if one.id == visit.id else one for one in self.problem.visits)
        return replace(self.problem, visits=tuple(visits))

    def _choices(self, problem: Problem) -> list[Choice]:
        indexed = IndexedProblem(problem)
        return ranked(standing(indexed, self.others), visit_of(indexed, self.visit.id))

    def _added(self, kind: Kind, problem: Problem, choice: Choice, **more: Any) -> Iterator[WhatIf]:
        after = (*self.others, Served(self.visit.id, choice.start, choice.tutors))
        yield from self._sound(kind, problem, after, **more)

    def _sound(
        self, kind: Kind, problem: Problem, served: tuple[Served, ...], **more: Any
    ) -> Iterator[WhatIf]:
        """Nothing, if the verifier finds fault with it."""
        before, after = plan_of(problem, self.others), plan_of(problem, served)
        if not any(newly_broken(problem, before, after)):
            there = next(one for one in served if one.id == self.visit.id)
            yield WhatIf(kind, there, after.objective - before.objective, problem, served, **more)


def _best_of_each(choices: Iterable[Choice], windows: Sequence[Range]) -> Iterator[Choice]:
    """The first choice in each window that is a gain."""
    left = set(windows)
    for choice in choices:
        window = next((one for one in left if one[0] <= choice.start <= one[1]), None)
        if window and choice.gain > 0:
            left.remove(window)
            yield choice


def _overlap(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
