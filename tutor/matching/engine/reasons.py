"""Why a visit is left out: one code of FORMAT.md, true in its exact sense."""

from tutor.matching.engine.board import Board
from tutor.matching.engine.groups import Option, cheapest_group, crowded_starts
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.insertion import best_insertion
from tutor.matching.engine.plan import Reason
from tutor.matching.engine.problem import Range
from tutor.matching.engine.ranking import within
from tutor.matching.engine.trips import Trip


class Alone:
    """Judges visits as if there were no other visit in the plan."""

    def __init__(self, indexed: IndexedProblem) -> None:
        self._price = indexed.weights.travel
        self._trips = [Trip(shift, (), indexed.visits) for shift in indexed.shifts]

    def reason(self, visit: IndexedVisit, window: Range | None = None) -> Reason | None:
        """None if the visit could be served alone: at any start, or at one in the window (ends included)."""
        able = self._options(visit)
        if window is not None:
            able = within(able, visit, window)
        possible = _most_at_once(able, visit.tutors)
        if possible < visit.tutors:
            return Reason("too_few_tutors", possible=possible, required=visit.tutors)
        if cheapest_group(able, visit) is None:
            return Reason("needs_unmet", tag=_missing_tag(able, visit))
        return None

    def _options(self, visit: IndexedVisit) -> list[Option]:
        return [
            (cost, number, starts, self._trips[number].shift.skills)
            for _, numbers in visit.shifts
            for number in numbers
            for cost, starts in self._trips[number].fits(visit, self._price)
        ]


def reason(board: Board, visit: IndexedVisit, alone: Reason | None) -> Reason:
    """The reason on a board to which nothing can be added at a gain; `alone` is what Alone says."""
    if alone:
        return alone
    return Reason("not_worth" if best_insertion(board, visit) else "all_busy")


def _most_at_once(able: list[Option], enough: int) -> int:
    """The largest number of tutors free at one start, counted up to `enough`."""
    most = 0
    while most < enough and crowded_starts(able, most + 1):
        most += 1
    return most


def _missing_tag(able: list[Option], visit: IndexedVisit) -> str | None:
    """A tag that rules out every start at which enough tutors could come."""
    crowded = crowded_starts(able, visit.tutors)
    for (bit, least), tag in zip(visit.needs, visit.visit.needs, strict=True):
        with_tag = [option for option in able if option[3] & bit]
        if not crowded & crowded_starts(with_tag, least):
            return tag
    return None
