"""How groups fill up, tutor by tutor."""

from itertools import product

import pytest

from tutor.matching.engine.bound.kinds import manageable, ways

LINE, ANDROID = 1, 2


def is_complete(tutors: int, leasts: tuple[int, ...], group: tuple[int, ...]) -> bool:
    table = ways((tutors, leasts))
    state = len(table) - 1
    for tags in group:
        state = table[state, tags]
        if state < 0:
            return False
    return bool(state == 0)


@pytest.mark.parametrize("leasts", [(), (1,), (2,), (1, 1), (2, 1), (3, 0)])
def test_group_is_complete_when_it_is_whole_and_meets_the_needs(leasts: tuple[int, ...]) -> None:
    for group in product(range(1 << len(leasts)), repeat=3):
        meets = all(sum(tags >> bit & 1 for tags in group) >= least for bit, least in enumerate(leasts))
        assert is_complete(3, leasts, group) == meets


def test_group_that_is_too_small_or_too_large_is_not_complete() -> None:
    assert not is_complete(2, (1, 1), (LINE | ANDROID,))
    assert not is_complete(2, (), (0, 0, 0))


def test_each_tutor_leads_to_a_lower_state_so_that_nobody_is_taken_twice() -> None:
    table = ways((3, (1, 2)))
    assert all(after < state for state, row in enumerate(table) for after in row)


def test_more_needs_than_the_table_has_room_for_are_let_go() -> None:
    assert manageable(2, (1, 1)) == (2, (1, 1))
    tutors, leasts = manageable(5, (1,) * 9)
    assert tutors == 5
    assert 0 < len(leasts) < 9
