from typing import Any

import pytest

from tests.matching.engine.problems import small, tutor, visit
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.trips import Stop, Trip, TripBook


def indexed(*visits: dict[str, Any], ways: list[list[int]] | None = None) -> IndexedProblem:
    """One tutor, 9:00 to 12:00, twenty minutes out and thirty back; visits of half an hour."""
    travel = {"car": ways or [[3, 20], [30, 5]]}
    return IndexedProblem(small(travel=travel, tutors=[tutor("A")], visits=list(visits)))


def half_hour(name: str, **changes: Any) -> dict[str, Any]:
    return visit(name, tutors=1, duration=30, **changes)


def trip(problem: IndexedProblem, *stops: Stop) -> Trip:
    return Trip(problem.shifts[0], stops, problem.visits)


@pytest.mark.parametrize(
    ("stops", "possible"),
    [
        ([(560, 0)], True),
        ([(559, 0)], False),
        ([(660, 0)], True),
        ([(661, 0)], False),
        ([(560, 0), (595, 1)], True),
        ([(560, 0), (594, 1)], False),
    ],
)
def test_trip_is_possible_to_the_minute(stops: list[Stop], possible: bool) -> None:
    assert trip(indexed(half_hour("x"), half_hour("y")), *stops).possible == possible


def test_forbidden_way_makes_a_trip_impossible() -> None:
    assert not trip(indexed(half_hour("x"), ways=[[0, 20], [10000, 5]]), (600, 0)).possible


def test_minutes_count_both_ways_home_and_none_without_stops() -> None:
    problem = indexed(half_hour("x"), half_hour("y"))
    assert trip(problem, (560, 0), (600, 1)).minutes == 20 + 5 + 30
    assert trip(problem).minutes == 0


def starts_of(problem: IndexedProblem, bits: int, number: int = 0) -> list[int]:
    return [start for n, start in enumerate(problem.visits[number].starts) if bits >> n & 1]


def test_fits_of_an_empty_trip_are_all_starts_that_leave_time_for_both_ways() -> None:
    problem = indexed(half_hour("x", starts=[[540, 719]]))
    ((cost, bits),) = trip(problem).fits(problem.visits[0], 2)
    assert cost == 2 * (20 + 30)
    assert starts_of(problem, bits) == [570, 585, 600, 615, 630, 645, 660]


def test_fits_round_a_stop_are_the_gaps_before_and_after_it() -> None:
    problem = indexed(half_hour("x"), half_hour("y", starts=[[540, 719]]))
    before, after = trip(problem, (615, 0)).fits(problem.visits[1], 1)
    assert (before[0], starts_of(problem, before[1], 1)) == (5, [570])
    assert (after[0], starts_of(problem, after[1], 1)) == (5, [660])


def test_fits_include_what_the_tutor_is_wished_for() -> None:
    problem = indexed(half_hour("x", prefers={"A": 3}))
    assert [cost for cost, _ in trip(problem).fits(problem.visits[0], 1)] == [50 - 30]


def test_book_gives_the_same_trip_for_the_same_stops() -> None:
    problem = indexed(half_hour("x"))
    book, shift = TripBook(problem.visits), problem.shifts[0]
    assert book.trip(shift, ((600, 0),)) is book.trip(shift, ((600, 0),))
    assert book.trip(shift, ((600, 0),)) is not book.trip(shift, ())


def test_book_that_is_full_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.matching.engine.trips._TRIPS_KEPT", 2)
    problem = indexed(half_hour("x"))
    book, shift = TripBook(problem.visits), problem.shifts[0]
    first = book.trip(shift, ())
    for start in (600, 615):
        book.trip(shift, ((start, 0),))
    assert book.trip(shift, ()) is not first
