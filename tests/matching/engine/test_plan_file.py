import gzip
import json
from pathlib import Path

import pytest

from tests.matching.engine.problems import small, solved, visit
from tutor.errors import Refused
from tutor.matching.engine.plan import Plan, Reason, Served, Unserved
from tutor.matching.engine.plan_file import plan_bytes, plan_document, write_plan

PLAN = Plan(
    problem="一関",
    visits=(Served("v", 570, ("A", "B")),),
    unserved=(Unserved("w", (Reason("too_few_tutors", possible=0, required=2),)), Unserved("x", ())),
    objective=220,
    seconds=0.5,
    seed=7,
)


def test_plan_is_written_one_visit_a_line() -> None:
    assert plan_bytes(PLAN).decode() == (
        '{\n"format":"tutor-match-plan/1",\n"problem":"一関",\n'
        '"visits":[\n{"id":"v","start":570,"tutors":["A","B"]}\n],\n'
        '"unserved":[\n{"id":"w","reasons":[{"code":"too_few_tutors","possible":0,"required":2}]},\n'
        '{"id":"x","reasons":[]}\n],\n'
        '"objective":220,\n"bound":null,\n"seconds":0.5,\n"seed":7\n}\n'
    )


def test_plan_bytes_read_back_are_the_document() -> None:
    plan = solved(small(visits=[visit("v"), visit("w", needs={"line": 1})]))
    assert json.loads(plan_bytes(plan)) == plan_document(plan)


def test_packed_plan_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    for name in ("a.json.gz", "b.json.gz"):
        write_plan(PLAN, tmp_path / name)
    assert (tmp_path / "a.json.gz").read_bytes() == (tmp_path / "b.json.gz").read_bytes()
    assert (tmp_path / "a.json.gz").read_bytes()[4:8] == bytes(4), "no date in the header"
    assert gzip.decompress((tmp_path / "a.json.gz").read_bytes()) == plan_bytes(PLAN)


def test_plan_that_cannot_be_written_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"「p\.json」に書けません"):
        write_plan(PLAN, tmp_path / "no" / "p.json")
