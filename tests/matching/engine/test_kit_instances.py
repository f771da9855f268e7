"""Every instance of the kit, judged by the kit's own checker and measured against its yardstick."""

from pathlib import Path

import pytest

from tests.matching.engine import kit
from tutor.matching.engine.construct import careful_plan
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Plan
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.problem_file import read_problem
from tutor.matching.engine.solve import served_on, solve
from tutor.matching.engine.verify import violations

pytestmark = kit.needs_kit
_SMALL = [path for path in kit.INSTANCES if not path.name.startswith("XL")]


def plan_with(problem: Problem, effort: int) -> Plan:
    return solve(problem, seed=1, deadline=lambda: False, effort=effort)


def test_instances_when_the_kit_is_there_are_all_found() -> None:
    assert len(kit.INSTANCES) >= 38


@pytest.mark.parametrize("path", kit.INSTANCES, ids=lambda path: path.name)
def test_first_plan_of_an_instance_is_valid_and_not_below_the_yardstick(path: Path) -> None:
    document, problem = kit.module("check_plan").read_json(path), read_problem(path)
    plan = plan_with(problem, 0)
    report = kit.report(document, plan)
    assert (report.violations, report.errors) == ([], [])
    theirs = kit.module("greedy").solve(document)
    assert report.objective >= theirs["objective"]
    careful = {v.id: (v.start, set(v.tutors)) for v in served_on(careful_plan(IndexedProblem(problem)))}
    assert careful == {v["id"]: (v["start"], set(v["tutors"])) for v in theirs["visits"]}


@pytest.mark.parametrize("path", _SMALL, ids=lambda path: path.name)
def test_improved_plan_of_an_instance_is_valid_and_better(path: Path) -> None:
    document, problem = kit.module("check_plan").read_json(path), read_problem(path)
    plan = plan_with(problem, 40)
    report = kit.report(document, plan)
    assert (report.violations, report.errors) == ([], [])
    assert violations(problem, plan) == []
    assert report.objective >= plan_with(problem, 0).objective


def test_search_on_a_week_after_some_effort_gains_a_tenth() -> None:
    problem = read_problem(kit.FOLDER / "weeks" / "S-1.json")
    assert plan_with(problem, 600).objective > 1.1 * plan_with(problem, 0).objective
