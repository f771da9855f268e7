"""Putting a visit down, taking it away, and what a plan is worth."""

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import (
    AGREED_PIN,
    AGREED_SINCE,
    AGREED_TO,
    AGREED_WINDOW,
    AT_POSITION,
    AT_SHIFT,
    COUNTS,
    EARLIEST,
    FREE,
    GROUP,
    LATEST,
    LENGTH,
    MOVE,
    NOBODY,
    OVER_SHARE,
    PIN,
    POINTS,
    STOPS,
    TRAILED,
    TRAVEL,
    WINDOW,
    WORK,
    Int,
    PlanArrays,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.kernel.times import pass_on, place_in, renew, take_back


@bare
def detour(problem: ProblemArrays, plan: PlanArrays, shift: int, position: int, visit: int) -> Int:
    """Minutes more on the road if the tutor of the shift also stops there."""
    here, place = problem.shifts[shift], problem.visits[visit].place
    mode, length = here.mode, plan.shifts[shift, LENGTH]
    before = after = here.home
    if position > 0:
        before = problem.visits[plan.shifts[shift, STOPS + position - 1]].place
    if position < length:
        after = problem.visits[plan.shifts[shift, STOPS + position]].place
    minutes = problem.ways[mode, before, place] + problem.ways[mode, place, after]
    return minutes - problem.ways[mode, before, after] if length else minutes


@bare
def place(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> bool:
    """Put the visit where AT_SHIFT, AT_POSITION and AGREED say.

    False, and nothing changed, if that would close a circle.
    """
    minutes = _enter(problem, plan, room, visit)
    plan.visits[visit, PIN], plan.visits[visit, WINDOW] = room.words[AGREED_PIN], room.words[AGREED_WINDOW]
    plan.visits[visit, EARLIEST], plan.visits[visit, LATEST] = room.words[AGREED_SINCE], room.words[AGREED_TO]
    room.words[TRAILED] = 0
    kept = pass_on(problem, plan, room, visit, EARLIEST) and pass_on(problem, plan, room, visit, LATEST)
    if not kept:
        take_back(plan, room)
        _withdraw(problem, plan, room, visit)
        return False
    _count(problem, plan, visit, 1)
    plan.sums[POINTS] -= problem.weights[TRAVEL] * minutes
    return True


@bare
def lift(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> None:
    """Take the visit away; the times of its date are then to be reckoned anew."""
    _count(problem, plan, visit, -1)
    plan.sums[POINTS] += problem.weights[TRAVEL] * _withdraw(problem, plan, room, visit)


@bare
def objective(problem: ProblemArrays, plan: PlanArrays) -> Int:
    work = plan.sums[WORK]
    over = 0
    for tutor in range(problem.fair.shape[1]):
        over += max(0, plan.sums[COUNTS + tutor] - problem.fair[work, tutor])
    return plan.sums[POINTS] - problem.weights[OVER_SHARE] * over


@bare
def _enter(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> Int:
    """Minutes more on the road."""
    minutes = 0
    for member in range(problem.visits[visit].tutors):
        shift, position = room.group[AT_SHIFT, member], room.group[AT_POSITION, member]
        minutes += detour(problem, plan, shift, position, visit)
        for spot in range(STOPS + plan.shifts[shift, LENGTH], STOPS + position, -1):
            plan.shifts[shift, spot] = plan.shifts[shift, spot - 1]
        plan.shifts[shift, STOPS + position] = visit
        plan.shifts[shift, LENGTH] += 1
        plan.visits[visit, GROUP + member] = shift
    renew(problem, plan, room, visit)
    return minutes


@bare
def _withdraw(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> Int:
    """Minutes less on the road."""
    renew(problem, plan, room, visit)
    minutes = 0
    for member in range(problem.visits[visit].tutors):
        shift = plan.visits[visit, GROUP + member]
        position = place_in(plan, shift, visit)
        plan.shifts[shift, LENGTH] -= 1
        for spot in range(STOPS + position, STOPS + plan.shifts[shift, LENGTH]):
            plan.shifts[shift, spot] = plan.shifts[shift, spot + 1]
        plan.visits[visit, GROUP + member] = NOBODY
        minutes += detour(problem, plan, shift, position, visit)
    return minutes


@bare
def _count(problem: ProblemArrays, plan: PlanArrays, visit: int, by: int) -> None:
    mine, tutors = problem.visits[visit], problem.fair.shape[1]
    gain = mine.prize
    for member in range(mine.tutors):
        here = problem.shifts[plan.visits[visit, GROUP + member]]
        plan.sums[COUNTS + here.tutor] += by
        plan.sums[COUNTS + tutors + here.day_slot] += by
        gain -= _bias(problem, plan, visit, member)
    if plan.visits[visit, PIN] != FREE and plan.visits[visit, PIN] == mine.published:
        gain += problem.weights[MOVE]
    plan.sums[POINTS] += by * gain
    plan.sums[WORK] += by * mine.tutors


@bare
def _bias(problem: ProblemArrays, plan: PlanArrays, visit: int, member: int) -> Int:
    """What the member of the group costs at the visit apart from the way."""
    window, shift = problem.windows[plan.visits[visit, WINDOW]], plan.visits[visit, GROUP + member]
    for number in range(window.first_candidate, window.last_candidate):
        if problem.candidates[number].shift == shift:
            return problem.candidates[number].bias
    return 0
