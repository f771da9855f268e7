"""Which visits to take away together, so that something better may take their place.

To the front of the room's POOL come served visits that have something in common; never a fixed one.
"""

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import (
    COUNTS,
    EARLIEST,
    GROUP,
    KEYS,
    LENGTH,
    MARKED,
    NOBODY,
    POOL,
    STOPS,
    WANTED,
    Int,
    PlanArrays,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.kernel.chance import draw, shuffle_front

HOUR, TUTORS, CHANCE, AREA, IN_THE_WAY = range(5)
KINDS = 5
AT_MOST = 16
LOOKED_FOR = 20


@bare
def choose(problem: ProblemArrays, plan: PlanArrays, room: Room, kind: int) -> Int:
    """The number of visits now at the front of POOL, to be taken away."""
    served = _served(problem, plan, room)
    room.words[WANTED] = NOBODY
    if served == 0:
        return 0
    size = 1 + draw(room, min(AT_MOST, served))
    seed = room.lists[POOL, draw(room, served)]
    if kind == HOUR:
        return _nearest_in_time(plan, room, seed, served, size)
    if kind == TUTORS:
        return _of_tutors(problem, plan, room, seed, served, size)
    if kind == AREA:
        return _nearest_in_space(problem, plan, room, seed, served, size)
    if kind == IN_THE_WAY:
        return _in_the_way(problem, plan, room, served, size)
    shuffle_front(room, POOL, served, size)
    return size


@bare
def _served(problem: ProblemArrays, plan: PlanArrays, room: Room) -> Int:
    number = 0
    for visit in range(len(problem.visits)):
        if plan.visits[visit, GROUP] != NOBODY and not problem.visits[visit].fixed:
            room.lists[POOL, number] = visit
            number += 1
    return number


@bare
def _nearest_in_time(plan: PlanArrays, room: Room, seed: int, served: int, size: int) -> Int:
    for n in range(served):
        visit = room.lists[POOL, n]
        room.lists[KEYS, n] = abs(plan.visits[visit, EARLIEST] - plan.visits[seed, EARLIEST])
    return bring_least(room, served, size)


@bare
def _nearest_in_space(
    problem: ProblemArrays, plan: PlanArrays, room: Room, seed: int, served: int, size: int
) -> Int:
    mode, here = problem.shifts[plan.visits[seed, GROUP]].mode, problem.visits[seed].place
    for n in range(served):
        room.lists[KEYS, n] = problem.ways[mode, here, problem.visits[room.lists[POOL, n]].place]
    return bring_least(room, served, size)


@bare
def _of_tutors(
    problem: ProblemArrays, plan: PlanArrays, room: Room, seed: int, served: int, size: int
) -> Int:
    """Visits of those at the seed visit, and of one more tutor."""
    tutors = problem.fair.shape[1]
    for tutor in range(tutors):
        room.marked[MARKED, tutor] = False
    for member in range(problem.visits[seed].tutors):
        room.marked[MARKED, problem.shifts[plan.visits[seed, GROUP + member]].tutor] = True
    room.marked[MARKED, draw(room, tutors)] = True
    return _some_marked(problem, plan, room, served, size)


@bare
def _in_the_way(problem: ProblemArrays, plan: PlanArrays, room: Room, served: int, size: int) -> Int:
    """All that keeps some tutors from one visit that is left out: their stops of that half-day, and where
    they have as many visits as they may, one more. The visit is then WANTED first."""
    wanted = _left_out(problem, plan, room)
    if wanted == NOBODY:
        shuffle_front(room, POOL, served, size)
        return size
    mine, found = problem.visits[wanted], 0
    window = problem.windows[mine.first_window + draw(room, mine.last_window - mine.first_window)]
    number = window.last_candidate - window.first_candidate
    room.words[WANTED] = wanted
    for _ in range(mine.tutors + draw(room, 2) if number else 0):
        shift = problem.candidates[window.first_candidate + draw(room, number)].shift
        for position in range(plan.shifts[shift, LENGTH]):
            found = _to_front(room, plan.shifts[shift, STOPS + position], found, served)
        tutor = problem.shifts[shift].tutor
        if plan.sums[COUNTS + tutor] >= problem.limits[tutor]:
            found = _one_of_tutor(problem, plan, room, tutor, found, served)
    return found


@bare
def _to_front(room: Room, visit: int, found: int, served: int) -> Int:
    """The number at the front when the visit stands there too; a fixed one stands nowhere."""
    for spot in range(found, served):
        if room.lists[POOL, spot] == visit:
            room.lists[POOL, spot] = room.lists[POOL, found]
            room.lists[POOL, found] = visit
            return found + 1
    return found


@bare
def _one_of_tutor(
    problem: ProblemArrays, plan: PlanArrays, room: Room, tutor: int, found: int, served: int
) -> Int:
    for _ in range(LOOKED_FOR):
        if found == served:
            return found
        visit = room.lists[POOL, found + draw(room, served - found)]
        for member in range(problem.visits[visit].tutors):
            if problem.shifts[plan.visits[visit, GROUP + member]].tutor == tutor:
                return _to_front(room, visit, found, served)
    return found


@bare
def _left_out(problem: ProblemArrays, plan: PlanArrays, room: Room) -> Int:
    for _ in range(LOOKED_FOR):
        visit = draw(room, len(problem.visits))
        mine = problem.visits[visit]
        if plan.visits[visit, GROUP] == NOBODY and mine.first_window < mine.last_window:
            return visit
    return NOBODY


@bare
def _some_marked(problem: ProblemArrays, plan: PlanArrays, room: Room, served: int, size: int) -> Int:
    """Bring visits of the marked tutors to the front of the pool, in an order by chance."""
    found = 0
    for n in range(served):
        visit = room.lists[POOL, n]
        if _is_marked(problem, plan, room, visit):
            room.lists[POOL, n] = room.lists[POOL, found]
            room.lists[POOL, found] = visit
            found += 1
    shuffle_front(room, POOL, found, size)
    return min(found, size)


@bare
def _is_marked(problem: ProblemArrays, plan: PlanArrays, room: Room, visit: int) -> bool:
    for member in range(problem.visits[visit].tutors):
        if room.marked[MARKED, problem.shifts[plan.visits[visit, GROUP + member]].tutor]:
            return True
    return False


@bare
def bring_least(room: Room, number: int, front: int) -> Int:
    """Bring the `front` things with the least KEYS to the front of POOL, in order."""
    for spot in range(front):
        best = spot
        for other in range(spot + 1, number):
            if room.lists[KEYS, other] < room.lists[KEYS, best]:
                best = other
        thing, key = room.lists[POOL, spot], room.lists[KEYS, spot]
        room.lists[POOL, spot], room.lists[KEYS, spot] = room.lists[POOL, best], room.lists[KEYS, best]
        room.lists[POOL, best], room.lists[KEYS, best] = thing, key
    return front
