"""How early and how late each visit may start, when all of a group wait for one another.

Every demand has the form "not before the one before it has ended and the way is gone". So the earliest
starts are a least fixed point and the latest ones a greatest; a plan can be kept if and only if
no visit's earliest start lies after its latest, and then all of the earliest starts keep it.
A visit that is put down stays in one of its windows, so that its starts have no hole.
"""

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import (
    CLOCK,
    EARLIEST,
    FREE,
    GRID,
    GROUP,
    LATEST,
    LENGTH,
    ORDER,
    PIN,
    STACK,
    STOPS,
    TRAIL_COLUMN,
    TRAIL_OLD,
    TRAIL_VISIT,
    TRAILED,
    VERSION,
    WINDOW,
    Int,
    PlanArrays,
    ProblemArrays,
    Room,
)


@bare
def place_in(plan: PlanArrays, shift: int, visit: int) -> Int:
    """The position of the visit among the stops of the shift."""
    position = 0
    while plan.shifts[shift, STOPS + position] != visit:
        position += 1
    return position


@bare
def due(problem: ProblemArrays, plan: PlanArrays, shift: int, position: int, visit: int) -> Int:
    """When the tutor of the shift can be at the visit's door, coming from the stop before `position`."""
    here, place = problem.shifts[shift], problem.visits[visit].place
    if position == 0:
        return here.since + problem.ways[here.mode, here.home, place]
    before = plan.shifts[shift, STOPS + position - 1]
    stop = problem.visits[before]
    return plan.visits[before, EARLIEST] + stop.duration + problem.ways[here.mode, stop.place, place]


@bare
def leave(problem: ProblemArrays, plan: PlanArrays, shift: int, position: int, visit: int) -> Int:
    """When the visit must begin at the latest, to be in time at the stop that stands at `position`."""
    here, mine = problem.shifts[shift], problem.visits[visit]
    if position == plan.shifts[shift, LENGTH]:
        return here.to - problem.ways[here.mode, mine.place, here.home] - mine.duration
    after = plan.shifts[shift, STOPS + position]
    on = problem.ways[here.mode, mine.place, problem.visits[after].place]
    return plan.visits[after, LATEST] - on - mine.duration


@bare
def first_start(problem: ProblemArrays, window: int, pin: int, minute: int) -> Int:
    """The first start in the window at `minute` or after; it may lie behind the window."""
    if pin != FREE:
        return max(pin, minute)
    start = max(minute, problem.windows[window].since)
    return start + -start % problem.weights[GRID]


@bare
def last_start(problem: ProblemArrays, window: int, pin: int, minute: int) -> Int:
    """The last start in the window at `minute` or before; it may lie before the window."""
    if pin != FREE:
        return min(pin, minute)
    start = min(minute, problem.windows[window].to)
    return start - start % problem.weights[GRID]


@bare
def renew(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> None:
    """Give the visit's shifts a new version: what they answered before does not hold any more."""
    for member in range(problem.visits[visit].tutors):
        room.words[CLOCK] += 1
        plan.shifts[plan.visits[visit, GROUP + member], VERSION] = room.words[CLOCK]


@bare
def pass_on(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int, column: int) -> bool:
    """Hand the visit's new time on to all after it (EARLIEST) or before it (LATEST).

    False if somebody cannot keep it. A circle (this one after that one after this one) shows itself
    here: starts rise past their latest. The trail remembers what was changed, for `take_back`.
    """
    room.lists[STACK, 0], height = visit, 1
    while height:
        height -= 1
        at = room.lists[STACK, height]
        for member in range(problem.visits[at].tutors):
            shift = plan.visits[at, GROUP + member]
            position = place_in(plan, shift, at) + (1 if column == EARLIEST else -1)
            if 0 <= position < plan.shifts[shift, LENGTH]:
                changed = _adjust(problem, plan, room, shift, position, column)
                if changed < 0 or height == room.lists.shape[1]:
                    return False
                room.lists[STACK, height] = plan.shifts[shift, STOPS + position]
                height += changed
    return True


@bare
def _adjust(
    problem: ProblemArrays, plan: PlanArrays, room: Room, shift: int, position: int, column: int
) -> Int:
    """1 if the time of the stop had to change, -1 if it cannot be kept any more."""
    visit, mark = plan.shifts[shift, STOPS + position], room.words[TRAILED]
    old, window, pin = plan.visits[visit, column], plan.visits[visit, WINDOW], plan.visits[visit, PIN]
    if column == EARLIEST:
        new = first_start(problem, window, pin, due(problem, plan, shift, position, visit))
        changed = new > old
    else:
        new = last_start(problem, window, pin, leave(problem, plan, shift, position + 1, visit))
        changed = new < old
    if not changed:
        return 0
    if mark == room.lists.shape[1]:
        return -1
    room.lists[TRAIL_VISIT, mark], room.lists[TRAIL_COLUMN, mark] = visit, column
    room.lists[TRAIL_OLD, mark] = old
    room.words[TRAILED] = mark + 1
    plan.visits[visit, column] = new
    renew(problem, plan, room, visit)
    return 1 if plan.visits[visit, EARLIEST] <= plan.visits[visit, LATEST] else -1


@bare
def take_back(plan: PlanArrays, room: Room) -> None:
    """Undo what `pass_on` changed since the trail was empty."""
    for mark in range(room.words[TRAILED] - 1, -1, -1):
        visit, column = room.lists[TRAIL_VISIT, mark], room.lists[TRAIL_COLUMN, mark]
        plan.visits[visit, column] = room.lists[TRAIL_OLD, mark]
    room.words[TRAILED] = 0


@bare
def retime(problem: ProblemArrays, plan: PlanArrays, room: Room, date: int) -> bool:
    """All times of a date anew, after visits were taken away; False if somebody cannot keep them.

    That happens when the way past a lost stop is longer than the way over it.
    """
    number = _in_old_order(problem, plan, room, date)
    for n in range(number):
        visit = room.lists[ORDER, n]
        _set(problem, plan, room, visit, EARLIEST, _earliest(problem, plan, visit))
    for n in range(number - 1, -1, -1):
        visit = room.lists[ORDER, n]
        _set(problem, plan, room, visit, LATEST, _latest(problem, plan, visit))
        if plan.visits[visit, LATEST] < plan.visits[visit, EARLIEST]:
            return False
    return True


@bare
def _earliest(problem: ProblemArrays, plan: PlanArrays, visit: int) -> Int:
    minute = 0
    for member in range(problem.visits[visit].tutors):
        shift = plan.visits[visit, GROUP + member]
        minute = max(minute, due(problem, plan, shift, place_in(plan, shift, visit), visit))
    return first_start(problem, plan.visits[visit, WINDOW], plan.visits[visit, PIN], minute)


@bare
def _latest(problem: ProblemArrays, plan: PlanArrays, visit: int) -> Int:
    minute = problem.windows[plan.visits[visit, WINDOW]].to
    for member in range(problem.visits[visit].tutors):
        shift = plan.visits[visit, GROUP + member]
        minute = min(minute, leave(problem, plan, shift, place_in(plan, shift, visit) + 1, visit))
    return last_start(problem, plan.visits[visit, WINDOW], plan.visits[visit, PIN], minute)


@bare
def _set(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int, column: int, minute: int) -> None:
    if plan.visits[visit, column] != minute:
        plan.visits[visit, column] = minute
        renew(problem, plan, room, visit)


@bare
def _in_old_order(problem: ProblemArrays, plan: PlanArrays, room: Room, date: int) -> Int:
    """Into ORDER the visits of the date; their old earliest starts put each after all before it."""
    number = 0
    for n in range(problem.dates[date, 0], problem.dates[date, 1]):
        shift = problem.lists[n]
        for position in range(plan.shifts[shift, LENGTH]):
            visit = plan.shifts[shift, STOPS + position]
            if plan.visits[visit, GROUP] == shift:
                _sort_in(plan, room, visit, number)
                number += 1
    return number


@bare
def _sort_in(plan: PlanArrays, room: Room, visit: int, number: int) -> None:
    start, spot = plan.visits[visit, EARLIEST], number
    while spot and plan.visits[room.lists[ORDER, spot - 1], EARLIEST] > start:
        room.lists[ORDER, spot] = room.lists[ORDER, spot - 1]
        spot -= 1
    room.lists[ORDER, spot] = visit
