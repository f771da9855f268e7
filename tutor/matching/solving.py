"""The job behind "plan this week": an edge of its own, which commits between its steps.

No transaction is open while the engine searches: the coordinator goes on working meanwhile.
"""

import time
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tutor import clock
from tutor.actor import WORKER, Actor, ActorKind
from tutor.database import begin_reading, db
from tutor.errors import Refused
from tutor.jobs.work import Report, Stop
from tutor.matching import actions
from tutor.matching.engine.bounding import proven_bound
from tutor.matching.engine.plan import SIMPLE
from tutor.matching.engine.plan import Plan as EnginePlan
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.solve import solve
from tutor.matching.engine.tiny import tiny_problem
from tutor.matching.engine.verify import violations
from tutor.matching.models import PlanState
from tutor.matching.week_problem import WeekProblem, week_problem
from tutor.office.models import Municipality
from tutor.sentences import Counted, Said, together

SEED = 1
BOUND_FROM = 10
"""A search of so many seconds or more is told before how good a plan can be at most."""
BOUND_SECONDS = 5.0
REPORT_EVERY = 1.0
ASK_EVERY = 0.5


def solve_week(arguments: dict[str, Any], report: Report, stop: Stop) -> Said:
    """Arguments: municipality id, monday as an ordinal, seconds, asked_by_id.

    Wanted to stop, it keeps the best plan so far. `report` and `stop` may open and end short
    transactions of their own.
    """
    municipality_id, seconds = int(arguments["municipality"]), float(arguments["seconds"])
    week = _read(municipality_id, date.fromordinal(arguments["monday"]))
    if not week.problem.visits:
        raise Refused("待っている申込がありません。先に申込を入れてください。")
    bound_seconds = BOUND_SECONDS if seconds >= BOUND_FROM else 0.0
    found = search(week.problem, seconds=seconds, report=report, stop=stop, bound_seconds=bound_seconds)
    refuse_broken(week.problem, found)
    asked_by = arguments.get("asked_by_id")
    by = Actor(ActorKind.PERSON, asked_by) if asked_by else WORKER
    plan = actions.save_plan(municipality_id, week, found, by=by, now=clock.now())
    beside = plan.state is PlanState.PROPOSED
    db.session.commit()
    return _told(week, found, beside=beside)


def _told(week: WeekProblem, found: EnginePlan, *, beside: bool) -> Said:
    planned = sum(one.id in week.requests for one in found.visits)
    left = sum(one.id in week.requests for one in found.unserved)
    told = [
        Counted("%(num)d件の訪問を組みました。", planned),
        Said("残りは%(left)d件です。", left=left),
    ]
    if week.lessons:
        lacking = len(found.unserved) - left
        told += [
            Counted("教室の学生講師は%(num)d人見つかりました。", len(found.visits) - planned),
            Said("あと%(lacking)d人です。", lacking=lacking),
        ]
    if week.dropped:
        told.append(Counted("固定のうち%(num)d件は、もう守れないので外しました。", len(week.dropped)))
    if beside:
        told.append(Said("手で変えた下書きは、そのままです。新しい案とくらべて、えらんでください。"))
    return together(*told)


def _read(municipality_id: int, monday: date) -> WeekProblem:
    """In a transaction that only reads, and is over before the search begins."""
    begin_reading(True)
    try:
        municipality = db.session.get_one(Municipality, municipality_id)
        return week_problem(municipality, monday, now=clock.now())
    finally:
        db.session.remove()
        begin_reading(False)


@dataclass
class Limit:
    """When the search is over: by the clock on the wall, or because somebody wants it stopped."""

    seconds: float
    stop: Stop
    began: float = field(default_factory=time.monotonic)
    asked_at: float = field(default=0.0)
    wanted: bool = False

    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def gone(self) -> float:
        """The part of the time that is over."""
        return self.elapsed() / self.seconds if self.seconds else 1.0

    def over(self) -> bool:
        """Asked thousands of times a second; `stop` is asked twice."""
        elapsed = self.elapsed()
        if elapsed - self.asked_at >= ASK_EVERY:
            self.asked_at, self.wanted = elapsed, self.stop()
        return self.wanted or elapsed >= self.seconds


def search(
    problem: Problem,
    *,
    seconds: float,
    report: Report,
    stop: Stop,
    seed: int = SEED,
    bound_seconds: float = 0.0,
) -> EnginePlan:
    """A first plan at once, so that the page has something to say; then a better one.

    Before that, within `bound_seconds` of their own, how good a plan can be at most: a plan that is as
    good as that ends the search.
    """
    report(0, int(seconds), Counted("%(num)d件の申込を並べています。", len(problem.visits)))
    first = solve(problem, seed=seed, deadline=lambda: True)
    sentence = Said(
        "%(all)d件中%(planned)d件を組めました。もっとよい組み方をさがしています。",
        all=len(problem.visits),
        planned=len(first.visits),
    )
    report(0, int(seconds), sentence)
    bound = _bound(problem, first.objective, bound_seconds, stop)
    # What tutors carry steers the search by other points than those that the bound is about.
    proof = None if any(tutor.carried for tutor in problem.tutors) else bound
    limit = Limit(seconds, stop)
    watch = _Watch(limit, report, sentence, proof, first.objective)
    found = solve(
        problem,
        seed=seed,
        deadline=watch.over,
        progress=watch.progress,
        elapsed=limit.elapsed,
        gone=limit.gone,
    )
    return replace(found, bound=bound)


@dataclass
class _Watch:
    """Tells people how it goes, and ends the search by the limit or when no plan can be better."""

    limit: Limit
    report: Report
    sentence: Said
    proof: int | None
    reached: int
    told: float = 0.0

    def progress(self, _steps: int, best: int) -> None:
        self.reached = best
        if self.limit.elapsed() - self.told >= REPORT_EVERY:
            self.told = self.limit.elapsed()
            seconds = int(self.limit.seconds)
            self.report(min(int(self.told), seconds), seconds, self.sentence)

    def over(self) -> bool:
        return self.limit.over() or (self.proof is not None and self.reached >= self.proof)


def by_effort(problem: Problem, *, effort: int, seed: int = SEED) -> EnginePlan:
    """The same plan on any machine; its seconds are 0, because they would not be the same."""
    return solve(problem, seed=seed, deadline=lambda: False, effort=effort)


def prepared() -> Said:
    """Compile what plans weeks, and say whether that was possible."""
    tiny = tiny_problem()
    if by_effort(tiny, effort=1).engine == SIMPLE:
        return Said("速い計算は使えません（numbaがありません）。簡易の計算で組みます。")
    proven_bound(tiny, known=0, deadline=lambda: False)
    return Said("計画を組む用意ができました。")


def _bound(problem: Problem, known: int, seconds: float, stop: Stop) -> int | None:
    if not seconds or stop():
        return None
    return proven_bound(problem, known=known, deadline=Limit(seconds, stop).over)


def refuse_broken(problem: Problem, found: EnginePlan) -> None:
    """The verifier never saw the search; a plan that it faults is a fault of ours, and is not kept."""
    if violations(problem, found):
        raise Refused("計画を確かめたところ、決まりに合わないところがありました。計画は残していません。")
