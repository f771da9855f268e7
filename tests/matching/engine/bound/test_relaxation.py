"""Whatever the prices are, the total is a bound; and it is the sum of what was chosen."""

import numpy as np
import pytest

from tests.matching.engine import kit
from tests.matching.engine.bound.tiny import tiny
from tests.matching.engine.brute_force import best_objective
from tests.matching.engine.problems import small, visit
from tutor.matching.engine.bound.blocks import find_blocks
from tutor.matching.engine.bound.building import build
from tutor.matching.engine.bound.descent import first_prices
from tutor.matching.engine.bound.network import NEVER, Network
from tutor.matching.engine.bound.relaxation import Relaxation
from tutor.matching.engine.bound.upper_bound import upper_bound
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.problem_file import read_problem


def network_of(problem: Problem) -> Network:
    indexed = IndexedProblem(problem)
    network = build(indexed, find_blocks(indexed))
    assert network is not None
    return network


@pytest.mark.parametrize("seed", range(12, 24))
def test_total_at_any_prices_is_not_below_the_best_plan(seed: int) -> None:
    problem, rng = tiny(seed), np.random.default_rng(seed)
    network, best = network_of(problem), best_objective(problem)
    assert best is not None
    for spread in (10, 100_000, network.highest):
        prices = rng.integers(-spread, spread, network.stops)
        prices[network.closed] = NEVER
        answer = Relaxation(network).at(prices, lambda: False)
        assert answer is not None
        assert answer.total >= best * network.scale


def test_what_one_side_pays_the_other_receives() -> None:
    network = network_of(small())
    prices = first_prices(network)
    before = Relaxation(network).at(prices, lambda: False)
    after = Relaxation(network).at(prices + 1000, lambda: False)
    assert before is not None
    assert after is not None
    assert after.total == before.total == 220 * network.scale
    assert len(after.gone) == len(after.hired) == 2


def test_stops_that_no_group_or_no_trip_could_use_are_closed() -> None:
    """A comes at any time, B's skill is wanted and B is free early only."""
    shifts = {"A": [[540, 720]], "B": [[540, 630]]}
    tutors = [
        {"id": name, "home": 0, "mode": "car", "shifts": shifts[name], "skills": [skill],
         "max_visits": None, "max_visits_per_day": None}
        for name, skill in (("A", "line"), ("B", "android"))
    ]  # fmt: skip
    network = network_of(small(tutors=tutors, visits=[visit("v", duration=30, needs={"android": 1})]))
    open_stops = np.setdiff1d(np.arange(network.stops), network.closed)
    assert len(open_stops) == 2 * len([570])


@kit.needs_kit
@pytest.mark.parametrize(("week", "best"), [("S-1", 18326), ("S-2", 19665), ("M-1", 36533), ("M-2", 37815)])
def test_bound_of_a_week_of_the_kit_is_not_below_the_best_plan_known(week: str, best: int) -> None:
    problem = read_problem(kit.FOLDER / "weeks" / f"{week}.json")
    early, late = (
        upper_bound(problem, known=best, deadline=lambda: False, effort=effort) for effort in (1, 150)
    )
    assert early is not None
    assert late is not None
    assert best <= late < early
    assert late < 1.1 * best


@kit.needs_kit
def test_bound_of_an_instance_by_the_minute_is_not_below_its_best_plan() -> None:
    """All 18 visits are served in 396 minutes, which is proven."""
    problem = read_problem(kit.FOLDER / "br" / "1N.json")
    best = 18 * 100_000 - 396
    found = upper_bound(problem, known=best, deadline=lambda: False, effort=60)
    assert found is not None
    assert best <= found <= 18 * 100_000
