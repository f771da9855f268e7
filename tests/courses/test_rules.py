"""How many tutors a class wants."""

import pytest

from tutor.courses.rules import tutors_for


@pytest.mark.parametrize(("seats", "tutors"), [(0, 1), (4, 1), (5, 2), (10, 3), (15, 4), (16, 4), (20, 5)])
def test_one_tutor_for_four_seats_and_one_at_least(seats, tutors):
    assert tutors_for(seats) == tutors
