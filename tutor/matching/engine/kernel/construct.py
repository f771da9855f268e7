"""A first complete plan by regret insertion: whom waiting would cost most comes first.

The regret of a visit is what it gains in its best half-day above its second best, as in Potvin and
Rousseau 1993; with it is weighed what a tutor's time there is worth.
"""

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import (
    AGREED_PIN,
    AGREED_SINCE,
    AGREED_TO,
    AGREED_WINDOW,
    AT_POSITION,
    AT_SHIFT,
    FREE,
    GROUP,
    KEYS,
    LENGTH,
    NOBODY,
    Int,
    PlanArrays,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.kernel.placing import place
from tutor.matching.engine.kernel.recreate import gain_in, insert_best
from tutor.matching.engine.kernel.times import due, first_start, last_start, leave

HOPELESS = -(1 << 50)


@bare
def construct(problem: ProblemArrays, plan: PlanArrays, room: Room) -> None:
    """Add visits until none that is left out gains anything.

    Worths only fall while a plan fills, so an old one that is highest is looked at again first
    (lazy evaluation, Minoux 1978); where one rises all the same, the order is a little worse.
    """
    for visit in range(len(problem.visits)):
        served = plan.visits[visit, GROUP] != NOBODY
        room.lists[KEYS, visit] = HOPELESS if served else _worth(problem, plan, room, visit)
    while True:
        visit = _highest(problem, room)
        if room.lists[KEYS, visit] == HOPELESS:
            break
        old, new = room.lists[KEYS, visit], _worth(problem, plan, room, visit)
        room.lists[KEYS, visit] = new
        if new >= old or visit == _highest(problem, room):
            insert_best(problem, plan, room, visit)
            room.lists[KEYS, visit] = HOPELESS


@bare
def _highest(problem: ProblemArrays, room: Room) -> Int:
    best = 0
    for visit in range(len(problem.visits)):
        if room.lists[KEYS, visit] > room.lists[KEYS, best]:
            best = visit
    return best


@bare
def _worth(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> Int:
    mine, best, second = problem.visits[visit], 0, 0
    for window in range(mine.first_window, mine.last_window):
        gain = gain_in(problem, plan, room, visit, window, FREE, 0)
        if gain > best:
            best, second = gain, best
        else:
            second = max(second, gain)
    return HOPELESS if best == 0 else (4 * best + best - second) // mine.tutors


@bare
def put_last(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int, window: int, pin: int) -> bool:
    """Put the visit behind all stops of the shifts that AT_SHIFT names; False if that cannot be."""
    minute, until = problem.windows[window].since, problem.windows[window].to
    for member in range(problem.visits[visit].tutors):
        shift = room.group[AT_SHIFT, member]
        position = plan.shifts[shift, LENGTH]
        room.group[AT_POSITION, member] = position
        minute = max(minute, due(problem, plan, shift, position, visit))
        until = min(until, leave(problem, plan, shift, position, visit))
    room.words[AGREED_PIN], room.words[AGREED_WINDOW] = pin, window
    room.words[AGREED_SINCE] = first_start(problem, window, pin, minute)
    room.words[AGREED_TO] = last_start(problem, window, pin, until)
    if room.words[AGREED_SINCE] > room.words[AGREED_TO]:
        return False
    return place(problem, plan, room, visit)
