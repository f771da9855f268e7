"""One tutor's way through one shift, and where one more visit fits into it.

A forbidden way needs no question of its own: its 10,000 minutes are longer than any shift.
"""

from bisect import bisect_left, bisect_right

from tutor.matching.engine.indexed import IndexedShift, IndexedVisit

Stop = tuple[int, int]
"""(start, number of the visit)"""
Fit = tuple[int, int]
"""(what it costs, at which of the visit's starts): bit i of the second stands for starts[i]."""

_TRIPS_KEPT = 6000


class Trip:
    """Home, the stops in order of start, home. Never changed; `known` remembers what it was asked.

    `possible` is false if the tutor cannot make it: without the triangle inequality this may happen
    to a trip that a stop was taken out of.
    """

    __slots__ = ("_legs", "known", "minutes", "possible", "shift", "stops")

    def __init__(self, shift: IndexedShift, stops: tuple[Stop, ...], visits: list[IndexedVisit]) -> None:
        self.shift = shift
        self.stops = stops
        self.known: dict[int, tuple[Fit, ...]] = {}
        self._legs: list[tuple[int, int, int, int]] = []
        self.minutes = 0
        self.possible = True
        at, free = shift.home, shift.since
        for start, number in stops:
            self._leg(at, free, visits[number].place, start)
            at, free = visits[number].place, start + visits[number].duration
        self._leg(at, free, shift.home, shift.to)
        if not stops:
            # Nobody goes round from home to home: there is no trip in a shift without visits (T2).
            self.minutes, self.possible = 0, True

    def _leg(self, at: int, free: int, to: int, due: int) -> None:
        minutes = self.shift.minutes[at][to]
        self.minutes += minutes
        self.possible = self.possible and free + minutes <= due
        self._legs.append((at, free, to, due))

    def fits(self, visit: IndexedVisit, price: int) -> tuple[Fit, ...]:
        """Every gap the visit fits into, at `price` a minute on the road; limits are not asked."""
        found = self.known.get(visit.number)
        if found is None:
            found = self.known[visit.number] = tuple(self._find(visit, price))
        return found

    def _find(self, visit: IndexedVisit, price: int) -> list[Fit]:
        found, minutes, starts = [], self.shift.minutes, visit.starts
        onward = minutes[visit.place]
        for at, free, to, due in self._legs:
            there, on = minutes[at][visit.place], onward[to]
            first, last = free + there, due - on - visit.duration
            if first > last:
                continue
            low, high = bisect_left(starts, first), bisect_right(starts, last)
            if low < high:
                extra = there + on - (minutes[at][to] if self.stops else 0)
                cost = price * extra + visit.bias[self.shift.tutor]
                found.append((cost, (1 << high) - (1 << low)))
        return found


class TripBook:
    """Trips by their stops, so that a trip met again still knows its answers."""

    def __init__(self, visits: list[IndexedVisit]) -> None:
        self._visits = visits
        self._trips: dict[tuple[int, tuple[Stop, ...]], Trip] = {}

    def trip(self, shift: IndexedShift, stops: tuple[Stop, ...]) -> Trip:
        key = (shift.number, stops)
        trip = self._trips.get(key)
        if trip is None:
            if len(self._trips) >= _TRIPS_KEPT:
                self._trips.clear()
            trip = self._trips[key] = Trip(shift, stops, self._visits)
        return trip
