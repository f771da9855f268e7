"""What the page of the benchmark says follows from what was measured, and says so when something was not."""

from dataclasses import replace

import pytest

from tests.bench.matching import bars, instances, schedule, tables
from tests.bench.matching.figures import Figures, average
from tests.bench.matching.running import Outcome, command
from tests.bench.matching.schedule import Job
from tests.matching.engine import kit

pytestmark = [kit.needs_kit, pytest.mark.one_database]
PLAN = Outcome("ours", 36000, 130, "45/120", None, 60.0, 62.0, 118.0, 200.0)


def figures(*found: tuple[Job, Outcome]) -> Figures:
    return Figures(dict(found))


def ours(objective: int | None, seed: int = 1, **changes: object) -> tuple[Job, Outcome]:
    return Job("M-1", "ours", 60, seed), replace(PLAN, objective=objective, **changes)


def test_objective_of_three_seeds_is_the_median_and_an_invalid_plan_is_none():
    three = figures(ours(36000), ours(36500, 2), ours(35000, 3))

    assert three.objective("M-1", "ours") == 36000
    assert figures(ours(None)).objective("M-1", "ours") is None


def test_first_plan_does_not_count_as_a_run():
    found = figures((Job("M-1", "ours", 0), PLAN))

    assert found.objective("M-1", "ours") is None
    assert found.first_plan("M-1") == PLAN


def test_ratio_is_to_greedy_of_the_same_run_and_to_the_kits_best():
    greedy = Job("M-1", "greedy", 600), replace(PLAN, objective=30000)
    found = figures(ours(36533), greedy)

    assert found.of_greedy("M-1", "ours") == pytest.approx(36533 / 30000)
    assert found.of_best("M-1", "ours") == pytest.approx(36533 / int(instances.known_weeks()["M-1"]["best"]))


def test_gap_is_to_the_bound_of_the_same_plan():
    assert figures(ours(36000, bound=37080.0)).gap("M-1") == pytest.approx(3.0)
    assert figures(ours(36000)).gap("M-1") is None


def test_minutes_of_a_published_instance_count_only_when_all_are_served():
    job = Job("br-1N", "ours", 10)
    whole = replace(PLAN, objective=1_800_000 - 400, served=18)

    assert figures((job, whole)).minutes("br-1N", "ours") == 400
    assert figures((job, whole)).br_gap("br-1N", "ours") == pytest.approx(100 * (400 / 396 - 1))
    assert figures((job, replace(whole, served=17))).minutes("br-1N", "ours") is None


def test_average_of_half_of_it_is_none():
    assert average([1.0, 2.0]) == 1.5
    assert average([1.0, None]) is None


def test_bar_that_was_not_measured_is_neither_reached_nor_missed():
    assert {said for *_, said in bars.bars(figures())} == {None}


def test_bar_of_every_week_looks_at_the_worst_run():
    best = [int(instances.known_weeks()[f"M-{n}"]["best"]) for n in (1, 2)]
    other = Job("M-2", "ours", 60), replace(PLAN, objective=best[1])
    found = figures(ours(best[0]), ours(int(0.98 * best[0]), 2), other)
    every = next(bar for bar in bars.bars(found) if bar[0].startswith("M: every run"))

    assert every[1] == pytest.approx(0.98, abs=1e-3)
    assert every[3] is False


def test_plan_that_the_judge_refused_stands_as_invalid_in_the_table():
    refused = replace(PLAN, objective=None, why="invalid: VIOLATION v: 1 tutors instead of 2")

    assert "| invalid: VIOLATION v" in tables.weeks(figures((Job("M-1", "routing", 60), refused)))
    silent = replace(PLAN, objective=None, why="Killed")
    assert "| no plan |" in tables.weeks(figures((Job("M-1", "slots", 60), silent)))


def test_page_has_a_place_for_each_table():
    found = figures(ours(36000, bound=37000.0), (Job("M-1", "ours", 0), PLAN))
    for write in (tables.reached, tables.weeks, tables.bounds, tables.others, tables.pairs, tables.published):
        heads, rule, *rows = write(found).splitlines()
        assert {line.count("|") for line in (heads, rule, *rows)} == {heads.count("|")}


def test_jobs_of_a_full_run_are_different_and_take_two_hours_at_most():
    jobs = schedule.jobs()

    assert len(set(jobs)) == len(jobs)
    assert schedule.duration(jobs) < 7200
    assert {job.solver for job in jobs} == {*schedule.GREEDY, *schedule.RIVALS, "ours"}


def test_each_solver_has_a_command(tmp_path):
    for job in schedule.jobs():
        words = command(job.solver, tmp_path / "problem.json", tmp_path / "plan.json", 1, 1)
        assert str(tmp_path / "plan.json") in words


def test_week_of_visits_for_two_keeps_nothing_else(monkeypatch, tmp_path):
    monkeypatch.setattr(instances, "MADE", tmp_path)
    document = kit.module("check_plan").read_json(instances.prepared("S-1-two"))

    assert {visit["tutors"] for visit in document["visits"]} == {2}
    assert kit.module("check_plan").check_problem(document) == []
