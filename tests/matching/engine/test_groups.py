from itertools import combinations
from random import Random

import pytest

from tests.matching.engine.problems import small, visit
from tutor.matching.engine.groups import Option, cheapest_group, crowded_starts
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit

_TAGS = {"android": 1, "line": 2}


def indexed_visit(size: int, needs: dict[str, int]) -> IndexedVisit:
    tutors = [{"id": "A", "home": 0, "mode": "car", "shifts": [[0, 9]], "skills": ["android", "line"]}]
    limits = {"max_visits": None, "max_visits_per_day": None}
    problem = small(tutors=[tutors[0] | limits], visits=[visit("v", tutors=size, needs=needs)])
    return IndexedProblem(problem).visits[0]


def all_costs(options: list[Option], one: IndexedVisit) -> list[int]:
    found = []
    for group in combinations(options, one.tutors):
        shared = -1
        for option in group:
            shared &= option[2]
        if shared and all(sum(option[3] & bit > 0 for option in group) >= n for bit, n in one.needs):
            found.append(sum(option[0] for option in group))
    return found


@pytest.mark.parametrize("seed", range(300))
def test_cheapest_group_is_as_cheap_as_the_best_of_all(seed: int) -> None:
    rng = Random(seed)
    needs = {tag: rng.randint(1, 3) for tag in _TAGS if rng.random() < 0.5}
    one = indexed_visit(rng.randint(1, 4), needs)
    options = [
        (rng.randint(-20, 60), number, rng.randrange(1, 64), rng.randrange(4))
        for number in range(rng.randint(0, 9))
    ]
    group = cheapest_group(options, one)
    costs = all_costs(options, one)
    assert (group[0] if group else None) == min(costs, default=None)
    if group:
        chosen = [option for option in options if option[1] in group[2]]
        assert all(option[2] & group[1] == group[1] for option in chosen)
        assert (len(chosen), sum(option[0] for option in chosen)) == (one.tutors, group[0])


def test_cheapest_group_that_needs_an_unknown_skill_is_none() -> None:
    assert cheapest_group([(1, 0, 1, 3), (1, 1, 1, 3)], indexed_visit(2, {"piano": 1})) is None


def test_crowded_starts_are_those_with_enough_options() -> None:
    options = [(0, 0, 0b0111, 0), (0, 1, 0b0110, 0), (0, 2, 0b1100, 0)]
    assert [crowded_starts(options, size) for size in (1, 2, 3, 4)] == [0b1111, 0b0110, 0b0100, 0]
