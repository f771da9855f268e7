from itertools import count

from tutor.matching.engine.pace import Pace


def never() -> bool:
    return False


def test_effort_is_gone_in_parts_and_not_a_step_more() -> None:
    pace = Pace(never, effort=25)

    assert [pace.next(10) for _ in range(4)] == [10, 10, 5, 0]
    assert pace.done == 25


def test_share_of_an_effort_is_what_was_done_before() -> None:
    pace = Pace(never, effort=40)

    shares = [pace.share for _ in range(4) if pace.next(10)]

    assert shares == [0.0, 0.25, 0.5, 0.75]


def test_share_of_the_time_stays_between_its_ends() -> None:
    pace = Pace(never, gone=iter((-0.5, 0.4, 1.7)).__next__)

    assert [pace.share for _ in range(3) if pace.next(1)] == [0.0, 0.4, 1.0]


def test_without_an_end_in_sight_rounds_are_twice_as_long_each_time() -> None:
    pace = Pace(never)
    rounds = [pace.round for _ in range(31) if pace.next(100)]

    assert [rounds.count(n) for n in (0, 1, 2)] == [10, 20, 1]


def test_each_round_begins_hot_again() -> None:
    pace = Pace(never)
    shares = [pace.share for _ in range(11) if pace.next(100)]

    assert shares[9:] == [0.9, 0.0]


def test_deadline_is_asked_before_each_part() -> None:
    calls = count(1)
    pace = Pace(lambda: next(calls) > 2)

    assert [pace.next(7) for _ in range(4)] == [7, 7, 0, 0]


def test_no_effort_is_over_at_once() -> None:
    assert Pace(never, effort=0).is_over()
    assert Pace(never, effort=0).next(5) == 0


def test_who_has_steps_for_three_rounds_cools_down_three_times() -> None:
    pace = Pace(never, effort=350, round_steps=100)
    places = [(pace.round, round(pace.share, 2)) for _ in range(7) if pace.next(50)]

    assert places == [(0, 0.0), (0, 0.43), (0, 0.86), (1, 0.29), (1, 0.71), (2, 0.14), (2, 0.57)]


def test_by_the_clock_the_rounds_are_counted_once_some_time_has_gone() -> None:
    pace = Pace(never, gone=iter((0.0, 0.01, 0.02, 0.3, 0.99, 1.5)).__next__, round_steps=100)
    places = [(pace.round, round(pace.share, 2)) for _ in range(6) if pace.next(2)]

    assert places == [(0, 0.0), (0, 0.01), (0, 0.04), (0, 0.6), (1, 0.98), (1, 1.0)]


def test_rounds_are_never_more_than_eight() -> None:
    pace = Pace(never, effort=10_000, round_steps=10)

    assert max(pace.round for _ in range(100) if pace.next(100)) == 7


def test_parts_of_an_effort_are_the_whole_of_it() -> None:
    pace = Pace(never, effort=101)

    parts = [pace.part(since, until).effort for since, until in ((0.0, 0.4), (0.4, 0.75), (0.75, 1.0))]

    assert sum(part or 0 for part in parts) == 101


def test_part_of_the_time_begins_at_nought_and_ends_before_the_rest() -> None:
    gone = iter((0.4, 0.4, 0.55, 0.55, 0.7))
    part = Pace(never, gone=gone.__next__).part(0.4, 0.7)

    assert (part.next(1), part.share) == (1, 0.0)
    assert (part.next(1), round(part.share, 6)) == (1, 0.5)
    assert part.next(1) == 0


def test_part_of_a_time_that_nobody_knows_ends_with_it() -> None:
    over = [False]
    part = Pace(lambda: over[0]).part(0.0, 0.4)

    assert part.next(3) == 3
    over[0] = True
    assert part.next(3) == 0
