"""A plan in the making: who is where when, and what it is worth."""

from collections.abc import Iterable

from tutor.errors import Refused
from tutor.matching.engine.indexed import IndexedProblem, IndexedShift, IndexedVisit
from tutor.matching.engine.plan import Served
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
    """The board with exactly these visits on it; they keep the rules."""
    board, number = Board(indexed), {visit.visit.id: visit for visit in indexed.visits}
    for one in served:
        visit = number[one.id]
        shifts = (indexed.shift_at(indexed.tutor_number[t], one.start, visit.duration) for t in one.tutors)
        board.place(visit, one.start, tuple(shift.number for shift in shifts if shift))
    return board


def board_with_fixed(indexed: IndexedProblem) -> Board:
    """The board with the fixed visits on it. Raises Refused if these alone break T1 to T5.

    Without the triangle inequality a visit between two fixed ones could shorten a way; such a
    problem is refused too.
    """
    board = Board(indexed)
    for visit in indexed.visits:
        fixed = visit.visit.fixed
        if fixed:
            group = tuple(_shift_of(indexed, visit, tutor_id).number for tutor_id in fixed.tutors)
            board.place(visit, fixed.start, group)
    for trip in board.trips:
        limit = indexed.day_limit[trip.shift.day_slot]
        too_many = board.day_count[trip.shift.day_slot] > limit or (
            board.count[trip.shift.tutor] > indexed.limit[trip.shift.tutor]
        )
        if too_many or not trip.possible:
            raise _clash(indexed, trip)
    return board


def _shift_of(indexed: IndexedProblem, visit: IndexedVisit, tutor_id: str) -> IndexedShift:
    fixed = visit.visit.fixed
    assert fixed
    shift = indexed.shift_at(indexed.tutor_number[tutor_id], fixed.start, visit.duration)
    if shift is None:
        raise Refused(
            "訪問「%(visit)s」は固定されていますが、その時間は講師「%(tutor)s」の勤務時間の外です。"
            "固定を外すか、勤務時間を直してください。",
            visit=visit.visit.id,
            tutor=tutor_id,
        )
    return shift


def _clash(indexed: IndexedProblem, trip: Trip) -> Refused:
    names = "、".join(indexed.visits[number].visit.id for _, number in trip.stops)
    return Refused(
        "講師「%(tutor)s」は、固定された訪問（%(visits)s）をすべて受け持つことができません。"
        "移動時間か件数の上限を超えます。固定を1つ外してください。",
        tutor=indexed.problem.tutors[trip.shift.tutor].id,
        visits=names,
    )
