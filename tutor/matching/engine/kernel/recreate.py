"""The best way to add one visit, and to add it."""

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import (
    AGREED_PIN,
    AGREED_SINCE,
    AGREED_TO,
    AGREED_WINDOW,
    AT_POSITION,
    AT_SHIFT,
    FREE,
    MOVE,
    NEVER,
    PICKED,
    Int,
    PlanArrays,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.kernel.groups import cheapest_group
from tutor.matching.engine.kernel.options import POSITION, SHIFT, SINCE, UNTIL, collect
from tutor.matching.engine.kernel.placing import place


@bare
def best_gain(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> Int:
    """What the objective gains if the visit is added the best way, 0 if no way pays.

    AT_SHIFT, AT_POSITION and AGREED then say how.
    """
    mine, gain = problem.visits[visit], 0
    for window in range(mine.first_window, mine.last_window):
        gain = gain_in(problem, plan, room, visit, window, FREE, gain)
        here = problem.windows[window]
        if problem.weights[MOVE] and here.since <= mine.published <= here.to:
            gain = gain_in(problem, plan, room, visit, window, mine.published, gain)
    return gain


@bare
def insert_best(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> bool:
    """Add the visit if that gains something."""
    return best_gain(problem, plan, room, visit) > 0 and place(problem, plan, room, visit)


@bare
def gain_in(
    problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int, window: int, pin: int, floor: int
) -> Int:
    """The gain in this window if it is above `floor`, else `floor`."""
    prize = problem.visits[visit].prize + (0 if pin == FREE else problem.weights[MOVE])
    number = collect(problem, plan, room, visit, window, pin)
    cost = cheapest_group(problem, room, visit, number, prize - floor)
    if cost < prize - floor:
        _note(problem, room, visit, window, pin)
    return prize - cost


@bare
def _note(problem: ProblemArrays, room: Room, visit: int, window: int, pin: int) -> None:
    since, until = 0, NEVER
    for member in range(problem.visits[visit].tutors):
        option = room.group[PICKED, member]
        room.group[AT_SHIFT, member] = room.options[option, SHIFT]
        room.group[AT_POSITION, member] = room.options[option, POSITION]
        since, until = max(since, room.options[option, SINCE]), min(until, room.options[option, UNTIL])
    room.words[AGREED_SINCE], room.words[AGREED_TO] = since, until
    room.words[AGREED_PIN], room.words[AGREED_WINDOW] = pin, window
