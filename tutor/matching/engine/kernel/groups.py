"""The cheapest group of tutors who can all be there at one start and together meet the needs."""

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import (
    NEVER,
    PICKED,
    TRIAL,
    Int,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.kernel.options import COST, SINCE, SKILLS, TUTOR, UNTIL

TRIED = 3000
"""Groups of three and more looked at for one visit; with more the search would stand still at it."""


@bare
def cheapest_group(problem: ProblemArrays, room: Room, visit: int, number: int, ceiling: int) -> Int:
    """Its cost, `ceiling` if none is below; PICKED are its options by number."""
    size = problem.visits[visit].tutors
    if number < size:
        return ceiling
    if size == 1:
        return _cheapest_one(room, number, ceiling)
    if size == 2:
        return _cheapest_pair(problem, room, visit, number, ceiling)
    return _cheapest_crowd(problem, room, visit, number, ceiling)


@bare
def _cheapest_one(room: Room, number: int, ceiling: int) -> Int:
    best = ceiling
    for option in range(number):
        if room.options[option, COST] < best:
            best = room.options[option, COST]
            room.group[PICKED, 0] = option
    return best


@bare
def _cheapest_pair(problem: ProblemArrays, room: Room, visit: int, number: int, ceiling: int) -> Int:
    best, one_has = ceiling, problem.visits[visit].one_has
    least = _least(room, number)
    for first in range(number):
        cost, skills = room.options[first, COST], room.options[first, SKILLS]
        if cost + least >= best:
            continue
        since, until = room.options[first, SINCE], room.options[first, UNTIL]
        for second in range(number):
            if (
                cost + room.options[second, COST] < best
                and room.options[second, SINCE] <= until
                and since <= room.options[second, UNTIL]
                and (skills | room.options[second, SKILLS]) & one_has == one_has
                and room.options[first, TUTOR] != room.options[second, TUTOR]
            ):
                best = cost + room.options[second, COST]
                room.group[PICKED, 0], room.group[PICKED, 1] = first, second
    return best


@bare
def _least(room: Room, number: int) -> Int:
    least = room.options[0, COST]
    for option in range(1, number):
        least = min(least, room.options[option, COST])
    return least


@bare
def _cheapest_crowd(problem: ProblemArrays, room: Room, visit: int, number: int, ceiling: int) -> Int:
    """Depth first over rising numbers of the sorted options, cut off by cost."""
    size, best, tried = problem.visits[visit].tutors, ceiling, 0
    _sort(room, number)
    depth, cost = 0, 0
    room.group[TRIAL, 0] = -1
    while depth >= 0 and tried < TRIED:
        if room.group[TRIAL, depth] >= 0:
            cost -= room.options[room.group[TRIAL, depth], COST]
        room.group[TRIAL, depth] += 1
        tried += 1
        option, left = room.group[TRIAL, depth], size - depth
        if option > number - left or cost + left * room.options[option, COST] >= best:
            room.group[TRIAL, depth] = -1
            depth -= 1
            continue
        cost += room.options[option, COST]
        if _together(room, depth + 1) and (left > 1 or _meets(problem, room, visit)):
            if left > 1:
                depth += 1
                room.group[TRIAL, depth] = option
                cost += room.options[option, COST]
            else:
                best = cost
                for member in range(size):
                    room.group[PICKED, member] = room.group[TRIAL, member]
    return best


@bare
def _sort(room: Room, number: int) -> None:
    for spot in range(1, number):
        other = spot
        while other and room.options[other, COST] < room.options[other - 1, COST]:
            for column in range(room.options.shape[1]):
                kept = room.options[other, column]
                room.options[other, column] = room.options[other - 1, column]
                room.options[other - 1, column] = kept
            other -= 1


@bare
def _together(room: Room, size: int) -> bool:
    """Whether the first `size` of TRIAL are different tutors who share a start."""
    since, until = 0, NEVER
    for member in range(size):
        option = room.group[TRIAL, member]
        since, until = max(since, room.options[option, SINCE]), min(until, room.options[option, UNTIL])
        for other in range(member):
            if room.options[room.group[TRIAL, other], TUTOR] == room.options[option, TUTOR]:
                return False
    return since <= until


@bare
def _meets(problem: ProblemArrays, room: Room, visit: int) -> bool:
    """Whether TRIAL meets the needs."""
    for number in range(problem.visits[visit].first_need, problem.visits[visit].last_need):
        have = 0
        for member in range(problem.visits[visit].tutors):
            if room.options[room.group[TRIAL, member], SKILLS] & problem.needs[number].bit:
                have += 1
        if have < problem.needs[number].least:
            return False
    return True
