"""A published plan that cannot be kept, repaired in three ways from which people choose.

What was published and can stay is the start of each search; the reach grows from the hour of what
was lost to its day and to the week (neighbourhood of the disruption first, as in schedule repair).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from tutor.matching.engine.board import placed
from tutor.matching.engine.carrying import without_carried
from tutor.matching.engine.impossible_pins import impossible_pins, said, without
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.reasons import Alone
from tutor.matching.engine.repair.changes import Change, added, changes
from tutor.matching.engine.repair.finishing import stated, tidy
from tutor.matching.engine.repair.scopes import Reach, split, within
from tutor.matching.engine.solve import solve
from tutor.matching.engine.standing import served_on

MOST = 3
STAND_IN, DAY, OTHERS = 300, 3000, 2000
"""Steps of those searches, at most; the search over the week has what is left of the time."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A complete plan of the whole problem, and what it changes in what was published."""

    reach: Reach
    plan: Plan
    changes: tuple[Change, ...]
    added: tuple[str, ...]


def repairs(
    problem: Problem,
    *,
    seed: int,
    deadline: Callable[[], bool],
    effort: int | None = None,
    elapsed: Callable[[], float] | None = None,
    gone: Callable[[], float] | None = None,
) -> tuple[Repair, ...]:
    """Up to three different repairs, the one that is worth most first.

    `deadline` and `effort` (steps) end the search over the week, `gone` is the part of the time that is
    over; the same problem, seed and effort give
    the same repairs unless the deadline cuts in. Pins that cannot be kept fall, as in `solve`.
    """
    dropped, whole = impossible_pins(problem), problem
    problem = without(problem, dropped)
    search = _Search(problem, seed, deadline, effort, elapsed or (lambda: 0.0), gone)
    found = [search.repair(problem, Reach.STAND_IN, STAND_IN)]
    found = _with(found, search.repair(problem, Reach.DAY, DAY))
    others = list(search.others(found[-1]))
    best = max(found, key=lambda one: one.plan.objective)
    found = _with(found, search.repair(problem, Reach.WEEK, start=best.plan.visits))
    for other in others:
        if len(found) < MOST and all(one.changes != other.changes for one in found):
            found.append(other)
    ranked = sorted(found, key=lambda one: (-one.plan.objective, len(one.changes)))
    return tuple(replace(one, plan=said(one.plan, whole, dropped)) for one in ranked)


def _with(found: list[Repair], new: Repair) -> list[Repair]:
    """Of two with the same changes the better one. The week that found less was only cut short."""
    better = [one for one in found if one.plan.objective >= new.plan.objective]
    same = [one for one in found if one.changes == new.changes]
    cut_short = new.reach is Reach.WEEK and better
    if cut_short or any(one in better for one in same):
        return found
    return [one for one in found if one not in same] + [new]


@dataclass
class _Search:
    problem: Problem
    seed: int
    deadline: Callable[[], bool]
    effort: int | None
    elapsed: Callable[[], float]
    gone: Callable[[], float] | None

    def __post_init__(self) -> None:
        self._indexed = IndexedProblem(without_carried(self.problem))
        self._alone = Alone(self._indexed)
        self._published = split(self._indexed)

    def others(self, like: Repair) -> Iterator[Repair]:
        """Each without those who stood in for the last one, though nobody refuses them."""
        problem = self.problem
        for _ in range(MOST - 1):
            change = next(
                (one for one in like.changes if one.coming and one.id in self._published.lost), None
            )
            if change is None:
                return
            problem = _without(problem, change.id, change.coming)
            like = self.repair(problem, Reach.WEEK, OTHERS)
            yield like

    def repair(
        self, problem: Problem, reach: Reach, steps: int | None = None, start: Sequence[Served] = ()
    ) -> Repair:
        """The best found within that reach, from `start` on; `problem` may narrow the real one."""
        near = within(problem, self._published, reach)
        known = [n for n in (steps, self.effort) if n is not None]
        plan = solve(
            near,
            seed=self.seed,
            deadline=self.deadline,
            effort=min(known, default=None),
            start=start,
            gone=self.gone,
        )
        whole = problem is self.problem
        board = placed(self._indexed if whole else IndexedProblem(without_carried(problem)), plan.visits)
        tidy(board, self._published, anywhere=whole and reach is Reach.WEEK)
        done = stated(placed(self._indexed, served_on(board)), self._alone)
        done = replace(done, seed=self.seed, seconds=round(self.elapsed(), 3), engine=plan.engine)
        return Repair(reach, done, changes(self.problem, done), added(self.problem, done))


def _without(problem: Problem, visit_id: str, tutors: Collection[str]) -> Problem:
    visits = (
        replace(one, refuses=one.refuses.union(tutors)) if one.id == visit_id else one
        for one in problem.visits
    )
    return replace(problem, visits=tuple(visits))
