"""Every way one tutor could come to a visit in one of its windows, with the plan as it stands.

Most shifts are the same from one step to the next, so what a shift answered is remembered with
the shift's version, which every change of its stops or their times renews.
"""

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import (
    COUNTS,
    FREE,
    GRID,
    LENGTH,
    OVER_SHARE,
    TRAVEL,
    VERSION,
    WORK,
    Int,
    PlanArrays,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.kernel.placing import detour
from tutor.matching.engine.kernel.times import due, leave

COST, SHIFT, POSITION, SINCE, UNTIL, TUTOR, SKILLS = range(7)
"""Columns of the room's options. The start may lie between SINCE and UNTIL, both on the grid."""
FOR_VERSION, GAPS, FIRST_GAP = range(3)
MINUTES, GAP, FROM, TO = range(4)
"""Columns of what is known of a candidate: four for each gap."""


@bare
def collect(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int, window: int, pin: int) -> Int:
    """Fill the room's options; the number found. Limits are kept, a visit over the fair share costs."""
    mine, place = problem.visits[visit], problem.windows[window]
    number, tutors, work = 0, problem.fair.shape[1], plan.sums[WORK] + mine.tutors
    for candidate in range(place.first_candidate, place.last_candidate):
        one = problem.candidates[candidate]
        here = problem.shifts[one.shift]
        count = plan.sums[COUNTS + here.tutor]
        if count < problem.limits[here.tutor] and (
            plan.sums[COUNTS + tutors + here.day_slot] < problem.limits[tutors + here.day_slot]
        ):
            if room.known[candidate, FOR_VERSION] != plan.shifts[one.shift, VERSION]:
                _ask(problem, plan, room, visit, candidate)
            cost = one.bias
            if count >= problem.fair[work, here.tutor]:
                cost += problem.weights[OVER_SHARE]
            number = _offer(problem, room, candidate, pin, cost, number)
    return number


@bare
def _ask(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int, candidate: int) -> None:
    """Find the gaps of the shift that the visit fits into, and remember them."""
    one, found = problem.candidates[candidate], 0
    shift, column = one.shift, FIRST_GAP
    for position in range(plan.shifts[shift, LENGTH] + 1):
        since = max(one.since, due(problem, plan, shift, position, visit))
        since += -since % problem.weights[GRID]
        if since > one.to or column == room.known.shape[1]:
            break
        until = min(one.to, leave(problem, plan, shift, position, visit))
        until -= until % problem.weights[GRID]
        if since <= until:
            room.known[candidate, column + MINUTES] = detour(problem, plan, shift, position, visit)
            room.known[candidate, column + GAP] = position
            room.known[candidate, column + FROM], room.known[candidate, column + TO] = since, until
            column += 4
            found += 1
    room.known[candidate, FOR_VERSION] = plan.shifts[shift, VERSION]
    room.known[candidate, GAPS] = found


@bare
def _offer(problem: ProblemArrays, room: Room, candidate: int, pin: int, cost: int, number: int) -> Int:
    """One option for each gap that the shift of the candidate has."""
    shift = problem.candidates[candidate].shift
    for gap in range(room.known[candidate, GAPS]):
        column = FIRST_GAP + 4 * gap
        since, until = room.known[candidate, column + FROM], room.known[candidate, column + TO]
        if pin != FREE:
            if pin < since or pin > until:
                continue
            since = until = pin
        way = problem.weights[TRAVEL] * room.known[candidate, column + MINUTES]
        room.options[number, COST], room.options[number, SHIFT] = cost + way, shift
        room.options[number, POSITION] = room.known[candidate, column + GAP]
        room.options[number, SINCE], room.options[number, UNTIL] = since, until
        room.options[number, TUTOR] = problem.shifts[shift].tutor
        room.options[number, SKILLS] = problem.shifts[shift].skills
        number += 1
    return number
