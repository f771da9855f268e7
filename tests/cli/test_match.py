"""`flask match`, as one types it."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests import make
from tests.matching.engine.kit import FOLDER, needs_kit
from tests.matching.engine.problems import document, tutor, visit
from tests.matching.week import City
from tutor import clock
from tutor.cli.match import match
from tutor.database import begin_reading, db
from tutor.matching.engine.construct import careful_plan
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.problem_file import read_problem
from tutor.matching.engine.solve import served_on
from tutor.matching.models import Plan

MONDAY = "2026-11-23"


@pytest.fixture
def run(app):
    def run(*words: object):
        return app.test_cli_runner().invoke(match, [str(word) for word in words])

    return run


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return path


@pytest.fixture
def sunday():
    clock.use(lambda: make.NOW)
    yield
    clock.use_machine()
    begin_reading(False)


def test_solved_problem_is_a_plan_file_that_passes_the_check(run, problem, tmp_path):
    plan = tmp_path / "plan.json"

    solved = run("solve", problem, "--seconds", 0.3, "--seed", 7, "--out", plan)
    checked = run("check", problem, plan)

    assert (solved.exit_code, checked.exit_code) == (0, 0), solved.output + checked.output
    written = json.loads(plan.read_text(encoding="utf-8"))
    assert (written["seed"], len(written["visits"])) == (7, 1)
    assert f"objective {written['objective']}, served 1 of 1" in solved.stdout
    assert "feasible" in checked.stdout


def test_bound_asked_for_stands_in_the_plan_and_ends_a_search_that_has_reached_it(run, problem, tmp_path):
    plan = tmp_path / "plan.json"

    solved = run("solve", problem, "--seconds", 30, "--bound-seconds", 300, "--out", plan)
    checked = run("check", problem, plan)

    written = json.loads(plan.read_text(encoding="utf-8"))
    assert checked.exit_code == 0, checked.output
    assert written["bound"] == written["objective"] == 220
    assert written["seconds"] < 20
    assert "no plan exceeds 220" in solved.stdout


def test_solve_needs_no_database(app, problem, tmp_path, monkeypatch):
    with app.app_context():
        monkeypatch.setattr(db.engine.pool, "connect", lambda: pytest.fail("it opened the database"))
    done = app.test_cli_runner().invoke(
        match, ["solve", str(problem), "--seconds", "0", "--out", str(tmp_path / "plan.json")]
    )

    assert done.exit_code == 0, done.output


@needs_kit
def test_week_of_the_kit_is_solved(run, tmp_path):
    week, plan = FOLDER / "weeks" / "S-1.json", tmp_path / "plan.json.gz"

    solved = run("solve", week, "--seconds", 1, "--out", plan)

    assert solved.exit_code == 0
    assert run("check", week, plan).exit_code == 0


def test_plan_that_lies_is_told_rule_by_rule(run, problem, tmp_path):
    plan = tmp_path / "plan.json"
    run("solve", problem, "--seconds", 0, "--out", plan)
    written = json.loads(plan.read_text(encoding="utf-8"))
    written["visits"][0]["start"] += 7
    plan.write_text(json.dumps(written), encoding="utf-8")

    checked = run("check", problem, plan)

    assert checked.exit_code == 1
    assert "V1: " in checked.stdout
    assert "Traceback" not in checked.output


def test_published_plan_is_repaired_into_a_folder_of_plans_the_best_first(run, problem, tmp_path):
    plan, out = tmp_path / "plan.json", tmp_path / "repairs"
    three = [tutor(name) for name in "ABC"]
    problem.write_text(json.dumps(document(tutors=three)), encoding="utf-8")
    run("solve", problem, "--seconds", 0, "--out", plan)

    done = run("repair", problem, "--plan", plan, "--ill", "A", 0, "--seconds", 0, "--out", out)

    assert done.exit_code == 0, done.output
    assert "1: stand_in: objective 70, others come to 1, moved 0, left out 0, added 0" in done.stdout
    best = json.loads((out / "repair-1.json").read_text(encoding="utf-8"))
    assert best["x_reach"] == "stand_in"
    assert best["x_changes"] == [
        {
            "id": "v",
            "before": {"start": 570, "tutors": ["A", "B"]},
            "after": {"start": 570, "tutors": ["B", "C"]},
        }
    ]


def test_repair_for_somebody_unknown_is_one_sentence(run, problem, tmp_path):
    done = run("repair", problem, "--ill", "nobody", 0, "--seconds", 0, "--out", tmp_path)

    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "nobody" in done.stderr


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "1 行目"),
        (json.dumps(document(grid=0)), "grid"),
        (json.dumps(document(visits=[{"id": "v"}])), "visits[0]"),
    ],
    ids=["no JSON", "wrong value", "missing key"],
)
def test_wrong_file_is_one_sentence_with_the_place(run, tmp_path, text, place):
    path = tmp_path / "wrong.json"
    path.write_text(text, encoding="utf-8")

    done = run("solve", path, "--out", tmp_path / "plan.json")

    assert done.exit_code == 1
    assert place in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "plan.json").exists()


PIN = {"start": 570, "tutors": ["A"]}


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"visits": [visit(name, tutors=1, fixed=PIN) for name in "vw"]}, {"w": "pin_impossible"}),
        ({"tutors": [tutor("A", home=None), tutor("B")]}, {"v": "too_few_tutors"}),
        ({"visits": [visit("v", starts=[])]}, {"v": "too_few_tutors"}),
        ({"visits": [visit("v", refuses=["A", "B"])]}, {"v": "too_few_tutors"}),
        ({"visits": [visit("v", needs={"piano": 1})]}, {"v": "needs_unmet"}),
        ({"tutors": []}, {"v": "too_few_tutors"}),
    ],
    ids=["pins that exclude each other", "no home", "no start", "refused", "nobody able", "no tutors"],
)
def test_what_cannot_be_kept_or_served_still_gives_a_plan_with_the_reason(run, tmp_path, changes, left):
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_text(json.dumps(document(**changes)), encoding="utf-8")

    done = run("solve", problem, "--seconds", 0, "--out", plan)

    assert done.exit_code == 0, done.output
    written = json.loads(plan.read_text(encoding="utf-8"))["unserved"]
    assert {one["id"]: one["reasons"][0]["code"] for one in written} == left
    assert ("pins that cannot be kept: w" in done.stdout) == ("w" in left)


def test_no_time_gives_the_constructed_plan(run, problem, tmp_path):
    plan = tmp_path / "plan.json"
    run("solve", problem, "--seconds", 0, "--seed", 5, "--out", plan)

    first = careful_plan(IndexedProblem(read_problem(problem)))

    written = json.loads(plan.read_text(encoding="utf-8"))
    assert [(one["id"], one["start"]) for one in written["visits"]] == [
        (one.id, one.start) for one in served_on(first)
    ]


def test_missing_file_and_folder_are_one_sentence(run, problem, tmp_path):
    for words in (
        ("solve", tmp_path / "none.json", "--out", tmp_path / "plan.json"),
        ("solve", problem, "--seconds", 0, "--out", tmp_path / "no" / "plan.json"),
    ):
        done = run(*words)
        assert done.exit_code == 1
        assert "Traceback" not in done.output


def test_week_is_planned_from_the_database(run, database, sunday):
    code5 = _city()

    done = run("week", code5, MONDAY, "--seconds", 0)

    assert done.exit_code == 0, done.output
    assert "1件の訪問を組みました" in done.stdout
    db.session.rollback()
    assert db.session.scalars(select(Plan)).one().week == date(2026, 11, 23)


def test_problem_of_a_week_is_written_and_nothing_kept(run, database, sunday, tmp_path):
    path = tmp_path / "problem.json"

    done = run("week", _city(), MONDAY, "--out", path)

    assert done.exit_code == 0, done.output
    assert len(read_problem(path).visits) == 1
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 0


@pytest.mark.parametrize(("code5", "day"), [("99999", MONDAY), (None, "2026-11-24"), (None, "2026-11-16")])
def test_unknown_city_or_week_is_one_sentence(run, database, sunday, code5, day):
    done = run("week", code5 or _city(), day)

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1


def _city() -> str:
    city = City()
    city.tutor(), city.tutor("iphone")
    city.request()
    db.session.commit()
    return city.row.code5
