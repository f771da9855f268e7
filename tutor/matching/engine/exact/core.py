"""The core of a small week, solved exactly: what no ruin and recreate reaches.

The limits of the week tie all its days together, and a small week can have a good plan that differs
from the best in more than half of its visits, on every day. The stops that the relaxation wants most
are few enough for an exact model; what the model finds the search can then polish.
"""

from collections.abc import Callable

from tutor.matching.engine.board import Board
from tutor.matching.engine.bound.wanted import wanted_stops
from tutor.matching.engine.exact.slots import best_of

_EVALUATIONS = 1500
_SIZES = ((3, 4), (5, 6))
"""In stops for each place of a tutor in the week; a core and a larger one, on two cores of the machine."""
_WORK = 4.0


def with_best_core(
    board: Board, *, seed: int, deadline: Callable[[], bool], progress: Callable[[int], None]
) -> Board:
    """A plan at least as good as the board's; `progress` is told its objective."""
    indexed, best = board.indexed, board
    wanted = wanted_stops(indexed, known=board.objective(), deadline=deadline, effort=_EVALUATIONS)
    places = sum(visit.tutors for visit in indexed.visits)
    done: set[int] = {0}
    for sizes in _SIZES:
        new = {min(size * places, len(wanted)) for size in sizes} - done  # a tiny week is soon whole
        if not new or deadline():
            break
        cores = [wanted[:size] for size in sorted(new)]
        best = best_of(cores, best, seed=seed, deadline=deadline, work=_WORK).board
        done |= new
        progress(best.objective())
    return best
