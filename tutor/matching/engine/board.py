"""A plan in the making: who is where when, and what it is worth."""

from collections.abc import Iterable

from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.trips import Trip, TripBook

Snapshot = tuple[list[Trip], list[int], list[int], list[int | None], list[tuple[int, ...]], int, int]


class Board:
    """The trips, and what follows from them: counts, starts, groups (as shift numbers) and points."""

    def __init__(self, indexed: IndexedProblem) -> None:
        self.indexed = indexed
        self.book = TripBook(indexed.visits)
        self.trips = [self.book.trip(shift, ()) for shift in indexed.shifts]
        self.count = [0] * len(indexed.limit)
        self.day_count = [0] * len(indexed.day_limit)
        self.start: list[int | None] = [None] * len(indexed.visits)
        self.group: list[tuple[int, ...]] = [()] * len(indexed.visits)
        self.work = 0
        self.points = indexed.base
        self.excused: frozenset[int] = frozenset()
        """Shifts whose trip could not be made in a plan that was put down as it stood."""

    def place(self, visit: IndexedVisit, start: int, group: tuple[int, ...]) -> None:
        """Put the visit down; that everybody in the group can make it is for the caller to know."""
        for number in group:
            trip = self.trips[number]
            self._change(trip, tuple(sorted((*trip.stops, (start, visit.number)))), 1)
        self.start[visit.number], self.group[visit.number] = start, group
        self._book_points(visit, start, group, 1)

    def lift(self, visit: IndexedVisit) -> None:
        """Take the visit away. Without the triangle inequality a trip may become impossible."""
        start, group = self.start[visit.number], self.group[visit.number]
        assert start is not None
        for number in group:
            trip = self.trips[number]
            self._change(trip, tuple(stop for stop in trip.stops if stop[1] != visit.number), -1)
        self.start[visit.number], self.group[visit.number] = None, ()
        self._book_points(visit, start, group, -1)

    def objective(self) -> int:
        return self.points - self.indexed.weights.over_share * self.over_share(self.work)

    def over_share(self, work: int) -> int:
        """Visits above the fair shares, as they would be if `work` places were filled in all."""
        return sum(
            count - fair
            for count, fair in zip(self.count, self.indexed.fair(work), strict=True)
            if count > fair
        )

    def impossible(self) -> frozenset[int]:
        """Shifts whose trip cannot be made, although in the plan that was put down it could."""
        return frozenset(trip.shift.number for trip in self.trips if not trip.possible) - self.excused

    def unserved(self) -> list[IndexedVisit]:
        return [visit for visit in self.indexed.visits if self.start[visit.number] is None]

    def snapshot(self) -> Snapshot:
        return (
            self.trips.copy(), self.count.copy(), self.day_count.copy(), self.start.copy(), self.group.copy(),
            self.work, self.points,
        )  # fmt: skip

    def restore(self, snapshot: Snapshot) -> None:
        trips, count, day_count, start, group, self.work, self.points = snapshot
        self.trips, self.count, self.day_count = trips.copy(), count.copy(), day_count.copy()
        self.start, self.group = start.copy(), group.copy()

    def _change(self, trip: Trip, stops: tuple[tuple[int, int], ...], by: int) -> None:
        shift = trip.shift
        new = self.book.trip(shift, stops)
        self.trips[shift.number] = new
        self.points -= self.indexed.weights.travel * (new.minutes - trip.minutes)
        self.count[shift.tutor] += by
        self.day_count[shift.day_slot] += by

    def _book_points(self, visit: IndexedVisit, start: int, group: tuple[int, ...], by: int) -> None:
        gain = visit.prize - sum(visit.bias[self.trips[number].shift.tutor] for number in group)
        if start == visit.published:
            gain += self.indexed.weights.move
        self.points += by * gain
        self.work += by * visit.tutors


def placed(indexed: IndexedProblem, served: Iterable[Served]) -> Board:
    """The board with exactly these visits on it; whoever is unknown or outside the shifts is not."""
    board, number = Board(indexed), {visit.visit.id: visit for visit in indexed.visits}
    for one in served:
        visit = number[one.id]
        numbers = [indexed.tutor_number[tutor] for tutor in one.tutors if tutor in indexed.tutor_number]
        shifts = (indexed.shift_at(number, one.start, visit.duration) for number in numbers)
        board.place(visit, one.start, tuple(shift.number for shift in shifts if shift))
    return board


def board_with_fixed(indexed: IndexedProblem) -> Board:
    """The board with the fixed visits on it; `impossible_pins` has seen to it that they go together."""
    return placed(indexed, pinned(indexed.problem).values())


def pinned(problem: Problem) -> dict[str, Served]:
    """By id, as the problem fixes them."""
    fixed = ((visit.id, visit.fixed) for visit in problem.visits)
    return {visit_id: Served(visit_id, pin.start, pin.tutors) for visit_id, pin in fixed if pin}


def clash(board: Board) -> Trip | None:
    """A trip that its tutor cannot make, or with too many visits for the day or for all days."""
    for trip in board.trips:
        slot, tutor = trip.shift.day_slot, trip.shift.tutor
        too_many = (
            board.day_count[slot] > board.indexed.day_limit[slot]
            or board.count[tutor] > board.indexed.limit[tutor]
        )
        if trip.stops and (too_many or not trip.possible):
            return trip
    return None
