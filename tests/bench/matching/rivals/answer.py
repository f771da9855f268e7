"""What a rival hands back, and its plan as a file that states the objective as FORMAT.md defines it."""

import multiprocessing
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tutor.matching.engine.construct import careful_plan
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Plan, Served, Unserved
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.solve import served_on
from tutor.matching.engine.verify import objective


@dataclass(frozen=True)
class Answer:
    visits: tuple[Served, ...]
    bound: float | None = None


@dataclass(frozen=True)
class Limit:
    """Wall time from the problem in memory; making the model counts."""

    seconds: float
    began: float

    def left(self) -> float:
        return max(0.0, self.seconds - self.elapsed())

    def elapsed(self) -> float:
        return time.monotonic() - self.began


def as_plan(problem: Problem, answer: Answer, *, seconds: float = 0.0, seed: int = 0) -> Plan:
    served = {visit.id for visit in answer.visits}
    left = tuple(Unserved(visit.id, ()) for visit in problem.visits if visit.id not in served)
    plan = Plan(problem.name, answer.visits, left, 0, answer.bound, round(seconds, 3), seed)
    return replace(plan, objective=objective(problem, plan))


def better(problem: Problem, searches: Sequence[Callable[[], Answer]]) -> Answer:
    """One search a core, side by side, for libraries that use one core only."""
    at_once = (signal.SIGTERM, signal.SIG_DFL)  # a search outside Python hears no handler of Python
    with multiprocessing.get_context("fork").Pool(len(searches), signal.signal, at_once) as pool:
        answers = [running.get() for running in [pool.apply_async(search) for search in searches]]
    return max(answers, key=lambda answer: as_plan(problem, answer).objective)


def greedy_plan(problem: Problem) -> tuple[Served, ...]:
    """What the kit's greedy.py serves: a test of the engine holds the two together."""
    return served_on(careful_plan(IndexedProblem(problem)))
