"""Files of FORMAT.md: what is written can be read, and what is wrong is named."""

import gzip
import json
from dataclasses import replace

import pytest

from tests.matching.engine.problems import document, random_document, solved, tutor
from tutor.errors import Refused
from tutor.matching.engine.plan_file import plan_document, write_plan
from tutor.matching.engine.problem_file import problem_from, read_problem
from tutor.matching.exchange import problem_bytes, read_plan, write_problem


@pytest.mark.parametrize("seed", range(5))
def test_problem_that_was_written_is_the_same_when_read(tmp_path, seed):
    problem = problem_from(random_document(seed))
    path = tmp_path / "problem.json"

    write_problem(problem, path)

    assert read_problem(path) == problem
    assert path.read_bytes() == problem_bytes(read_problem(path))


def test_packed_problem_is_read_too(tmp_path):
    problem = problem_from(document())
    path = tmp_path / "problem.json.gz"

    write_problem(problem, path)

    assert gzip.decompress(path.read_bytes()) == problem_bytes(problem)
    assert read_problem(path) == problem


@pytest.mark.parametrize("seed", range(5))
def test_plan_that_was_written_is_the_same_when_read(tmp_path, seed):
    plan = solved(problem_from(random_document(seed)), effort=20)
    path = tmp_path / "plan.json"

    write_plan(plan, path)

    assert read_plan(path) == replace(plan, engine="")


def test_reason_of_another_engine_may_say_more(tmp_path):
    found = _read(tmp_path, unserved=[{"id": "v", "reasons": [{"code": "all_busy", "blocked_by": ["w"]}]}])

    assert found.unserved[0].reasons[0].code == "all_busy"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"format": "tutor-match-plan/2"}, "format"),
        ({"visits": [{"id": "v", "start": 10.5, "tutors": []}]}, "visits[0].start"),
        ({"visits": [{"id": "v", "start": -15, "tutors": []}]}, "visits[0].start"),
        ({"visits": [{"id": "v", "start": 15}]}, "visits[0]"),
        ({"unserved": [{"id": "v", "reasons": [{"code": "no idea"}]}]}, "unserved[0].reasons[0]"),
        ({"objective": None}, "objective"),
        ({"seconds": -1}, "seconds"),
        ({"seconds": None}, "seconds"),
        ({"seed": "1"}, "seed"),
        ({"bound": "high"}, "bound"),
    ],
)
def test_wrong_plan_is_refused_with_the_place(tmp_path, change, place):
    with pytest.raises(Refused) as refusal:
        _read(tmp_path, **change)

    assert place in str(refusal.value)


def _read(tmp_path, **changes):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan_document(solved(problem_from(document()))) | changes), encoding="utf-8")
    return read_plan(path)


def test_skills_are_written_in_order(tmp_path):
    skills = ["android", "experienced", "iphone", "line", "payments", "rakuraku", "woman"]
    problem = problem_from(document(tutors=[tutor("A", skills=skills[::-1])]))

    assert json.loads(problem_bytes(problem))["tutors"][0]["skills"] == skills
