"""Fair load over the term: who has had too much so far gets less now, and who had too little may have more.

The correction of one week is at most half of the week's fair share, so that nobody who lags behind is
flooded with visits, and nobody who is ahead stays at home (the idea of cal.com's weight adjustment).
"""

from dataclasses import replace

from tutor.matching.engine.problem import Problem, fair_shares


def carried_shares(problem: Problem, work: int) -> tuple[int, ...]:
    """The fair shares of FORMAT.md, corrected by what each tutor carries; they never fall as `work` rises."""
    shares = fair_shares(problem, work)
    return tuple(_gentle(share, tutor.carried) for share, tutor in zip(shares, problem.tutors, strict=True))


def _gentle(share: int, carried: int) -> int:
    return share - max(-(share // 2), min(carried, (share + 1) // 2))


def without_carried(problem: Problem) -> Problem:
    """The problem as FORMAT.md knows it."""
    return replace(problem, tutors=tuple(replace(one, carried=0) for one in problem.tutors))
