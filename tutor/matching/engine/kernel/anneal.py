"""Ruin and recreate with simulated annealing (Schrimpf et al. 2000): take some visits out, put others
in, keep what pays, and of what costs the less the cooler it is.
"""

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import (
    DATES,
    GROUP,
    INVITED,
    KEYS,
    LENGTH,
    NEVER,
    NOBODY,
    POOL,
    STOPS,
    TOUCHED,
    WANTED,
    Array,
    Int,
    PlanArrays,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.kernel.chance import draw, shuffle_front
from tutor.matching.engine.kernel.placing import lift, objective
from tutor.matching.engine.kernel.recreate import insert_best
from tutor.matching.engine.kernel.ruin import bring_least, choose
from tutor.matching.engine.kernel.times import retime

LEFT_OUT_TRIED = 40
CHANCES = 1024
CHOSEN, TRIED, BETTER = range(3)
"""Columns of what is known of each kind of ruin; CHOSEN is its weight."""


@bare
def anneal(
    problem: ProblemArrays,
    plan: PlanArrays,
    kept: PlanArrays,
    best: PlanArrays,
    room: Room,
    luck: Array,
    kinds: Array,
    steps: int,
    heat: int,
) -> Int:
    """Go `steps` steps from `kept`; `best` becomes the best plan met, `kinds` what each ruin brought.

    `heat` and `luck` (minus the logarithm of chance) are in 1/1024.
    """
    value, top = objective(problem, kept), objective(problem, best)
    copy(kept, plan)
    for _ in range(steps):
        kind = _chosen_kind(room, kinds)
        kinds[kind, TRIED] += 1
        loss = (heat * luck[draw(room, CHANCES)]) >> 20
        new = objective(problem, plan) if _step(problem, plan, room, kind) else -NEVER
        if new < value - loss:
            copy(kept, plan)
            continue
        if new > value:
            kinds[kind, BETTER] += 1
        value = new
        copy(plan, kept)
        if value > top:
            top = value
            copy(plan, best)
    return top


@bare
def copy(source: PlanArrays, target: PlanArrays) -> None:
    for shift in range(source.shifts.shape[0]):
        for column in range(STOPS + source.shifts[shift, LENGTH]):
            target.shifts[shift, column] = source.shifts[shift, column]
    for visit in range(source.visits.shape[0]):
        for column in range(source.visits.shape[1]):
            target.visits[visit, column] = source.visits[visit, column]
    for place in range(source.sums.shape[0]):
        target.sums[place] = source.sums[place]


@bare
def _chosen_kind(room: Room, kinds: Array) -> Int:
    spot = 0
    for kind in range(len(kinds)):
        spot += kinds[kind, CHOSEN]
    spot = draw(room, spot)
    for kind in range(len(kinds)):
        spot -= kinds[kind, CHOSEN]
        if spot < 0:
            return kind
    return 0


@bare
def _step(problem: ProblemArrays, plan: PlanArrays, room: Room, kind: int) -> bool:
    """False if the ruin left a trip that nobody can make."""
    taken = choose(problem, plan, room, kind)
    _take_away(problem, plan, room, taken)
    for date in range(len(problem.dates)):
        if room.marked[DATES, date] and not retime(problem, plan, room, date):
            return False
    number = _invite(problem, plan, room, taken)
    _put_in_order(problem, room, number)
    wanted = room.words[WANTED]
    if wanted != NOBODY:
        insert_best(problem, plan, room, wanted)
    for n in range(number):
        if plan.visits[room.lists[POOL, n], GROUP] == NOBODY:
            insert_best(problem, plan, room, room.lists[POOL, n])
    return True


@bare
def _take_away(problem: ProblemArrays, plan: PlanArrays, room: Room, taken: int) -> None:
    for date in range(len(problem.dates)):
        room.marked[DATES, date] = False
    for n in range(taken):
        visit = room.lists[POOL, n]
        shift = plan.visits[visit, GROUP + draw(room, problem.visits[visit].tutors)]
        room.lists[TOUCHED, n] = shift
        room.marked[DATES, problem.shifts[shift].date] = True
        lift(problem, plan, room, visit)


@bare
def _invite(problem: ProblemArrays, plan: PlanArrays, room: Room, taken: int) -> Int:
    """Behind the visits taken away, some that were left out before and may take a place that is free now.

    A tutor who goes nowhere on Monday may have room under the week's limit on Thursday.
    """
    number = taken
    for n in range(taken):
        room.marked[INVITED, room.lists[POOL, n]] = True
    for _ in range(LEFT_OUT_TRIED if taken else 0):
        shift = problem.shifts[room.lists[TOUCHED, draw(room, taken)]]
        first, last = shift.first_visit, shift.last_visit
        if draw(room, 2):
            first, last = shift.first_of_tutor, shift.last_of_tutor
        visit = problem.lists[first + draw(room, last - first)]
        if plan.visits[visit, GROUP] == NOBODY and not room.marked[INVITED, visit]:
            room.marked[INVITED, visit] = True
            room.lists[POOL, number] = visit
            number += 1
    for n in range(number):
        room.marked[INVITED, room.lists[POOL, n]] = False
    return number


@bare
def _put_in_order(problem: ProblemArrays, room: Room, number: int) -> None:
    """The most valuable first, more or less; sometimes those with little choice, or by chance."""
    way = draw(room, 10)
    if way >= 8:
        shuffle_front(room, POOL, number, number)
        return
    noise = (102, 512, 1024)[draw(room, 3)]
    for n in range(number):
        mine = problem.visits[room.lists[POOL, n]]
        if way < 6:
            worth = 1024 + (noise * draw(room, 1024)) // 1024
            room.lists[KEYS, n] = -(mine.prize // mine.tutors) * worth
        else:
            choice = problem.windows[mine.last_window - 1].last_candidate
            choice -= problem.windows[mine.first_window].first_candidate
            room.lists[KEYS, n] = choice * (512 + draw(room, 1024))
    bring_least(room, number, number)
