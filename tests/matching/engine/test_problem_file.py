import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.matching.engine import kit
from tests.matching.engine.problems import document, small, tutor, visit
from tutor.errors import Refused
from tutor.matching.engine.fingerprint import problem_hash
from tutor.matching.engine.problem import Staffing, allowed_starts, fair_shares
from tutor.matching.engine.problem_file import problem_from, read_problem

Change = Callable[[dict[str, Any]], Any]


def pinned(**changes: Any) -> dict[str, Any]:
    return visit("v", fixed={"start": 570, "tutors": ["A", "B"]}, **changes)


def first(kind: str, **changes: Any) -> Change:
    return lambda d: d[kind][0].update(changes)


def top(**changes: Any) -> Change:
    return lambda d: d.update(changes)


MALFORMED: list[tuple[Change, str]] = [
    (top(format="tutor-match-problem/2"), "format"),
    (top(name=""), "name は空でない文字列"),
    (top(grid=0), "grid は 1 以上の整数"),
    (top(grid=True), "grid は整数"),
    (top(grid=15.0), "grid は整数"),
    (top(horizon_days=0), "horizon_days は 1 以上"),
    (lambda d: d.pop("weights"), "問題 に「weights」がありません"),
    (top(places={}), "places は [ ]"),
    (top(travel=[]), "travel は { }"),
    (top(travel={"car": [[0, 20]]}), "travel.car は places と同じ 2 行 2 列"),
    (top(travel={"car": [[0, 20], [20]]}), "travel.car は places と同じ"),
    (top(travel={"car": [[0, 20], [20, -1]]}), "travel.car[1][1] は 0 以上"),
    (first("places", lat="38"), "places[0].lat は数か null"),
    (first("places", name=None), "places[0].name は文字列"),
    (lambda d: d["weights"].pop("swap"), "weights に「swap」がありません"),
    (lambda d: d["weights"].update(serve=-1), "weights.serve は 0 以上"),
    (lambda d: d["tutors"].append(tutor("A")), "tutors の id に「A」が2度"),
    (lambda d: d["visits"].append(visit("v")), "visits の id に「v」が2度"),
    (first("tutors", id=""), "tutors[0].id は空でない"),
    (first("tutors", home=2), "講師「A」の home 2 は places にありません"),
    (first("tutors", home=-1), "tutors[0](A).home は 0 以上"),
    (first("tutors", mode="boat"), "講師「A」の mode「boat」"),
    (first("tutors", shifts=[[540]]), "tutors[0](A).shifts[0] は"),
    (first("tutors", shifts=[[540, 540]]), "講師「A」の shifts [540, 540]"),
    (first("tutors", shifts=[[1400, 1500]]), "講師「A」の shifts [1400, 1500]"),
    (first("tutors", shifts=[[2880, 2900]]), "講師「A」の shifts [2880, 2900]"),
    (first("tutors", shifts=[[540, 700], [690, 720]]), "shifts [690, 720] が前の勤務と重なる"),
    (first("tutors", shifts=[[600, 700], [540, 590]]), "shifts [540, 590] が前の勤務と重なる"),
    (first("tutors", skills=["line", "line"]), "tutors[0](A).skills に「line」が2度"),
    (first("tutors", max_visits=-1), "tutors[0](A).max_visits は 0 以上"),
    (first("tutors", max_visits_per_day="2"), "max_visits_per_day は整数"),
    (first("visits", place=5), "訪問「v」の place 5"),
    (first("visits", duration=0), "visits[0](v).duration は 1 以上"),
    (first("visits", starts=[[600, 540]]), "訪問「v」の starts [600, 540]"),
    (first("visits", starts=[[600, 2880]]), "訪問「v」の starts [600, 2880]"),
    (first("visits", starts=[600, 660]), "visits[0](v).starts[0] は [ ]"),
    (first("visits", tutors=0), "visits[0](v).tutors は 1 以上"),
    (first("visits", needs={"line": 0}), "visits[0](v).needs.line は 1 以上"),
    (first("visits", needs=["line"]), "visits[0](v).needs は { }"),
    (first("visits", priority=0), "visits[0](v).priority は 1 以上"),
    (first("visits", prefers={"Z": 1}), "訪問「v」の prefers の「Z」"),
    (first("visits", prefers={"A": 1.5}), "visits[0](v).prefers.A は整数"),
    (first("visits", refuses=["Z"]), "訪問「v」の refuses の「Z」"),
    (first("visits", refuses=["A", "A"]), "refuses に「A」が2度"),
    (first("visits", fixed={"start": 570}), "visits[0](v).fixed に「tutors」がありません"),
    (first("visits", fixed={"start": 570, "tutors": ["A", "A"]}), "fixed.tutors に「A」が2度"),
    (first("visits", fixed={"start": 570, "tutors": ["A", "Z"]}), "訪問「v」の fixed.tutors の「Z」"),
    (first("visits", fixed={"start": 571, "tutors": ["A", "B"]}), "fixed の始まり 571 分"),
    (first("visits", fixed={"start": 675, "tutors": ["A", "B"]}), "fixed の始まり 675 分"),
    (first("visits", fixed={"start": 570, "tutors": ["A"]}), "fixed の講師は 1 人です。2 人"),
    (top(visits=[pinned(refuses=["B"])]), "fixed の講師「B」は断られています"),
    (top(visits=[pinned(needs={"android": 2})]), "「android」のできる講師が 2 人必要ですが、1 人"),
    (top(current={"w": {"start": 570, "tutors": []}}), "current の「w」という訪問"),
    (top(current={"v": {"start": 570, "tutors": ["Z"]}}), "current.v.tutors の「Z」という講師"),
    (top(current={"v": {"start": -5, "tutors": []}}), "current.v.start は 0 以上"),
]


@pytest.mark.parametrize(("change", "spot"), MALFORMED, ids=[spot for _, spot in MALFORMED])
def test_malformed_problem_is_refused_by_its_spot(change: Change, spot: str) -> None:
    spoilt = json.loads(json.dumps(document()))
    change(spoilt)
    with pytest.raises(Refused) as refused:
        problem_from(spoilt)
    assert spot in str(refused.value)
    assert str(refused.value).endswith("。")


@kit.needs_kit
@pytest.mark.parametrize(("change", "spot"), MALFORMED, ids=[spot for _, spot in MALFORMED])
def test_malformed_problem_is_malformed_for_the_kit_too(change: Change, spot: str) -> None:
    spoilt = json.loads(json.dumps(document()))
    change(spoilt)
    assert kit.module("check_plan").check_problem(spoilt)


@pytest.mark.parametrize("kind", ["tutors", "visits", "places"])
def test_unknown_key_is_refused_unless_it_starts_with_x(kind: str) -> None:
    spoilt = json.loads(json.dumps(document()))
    spoilt[kind][0]["x_note"] = "ignored"
    assert problem_from(spoilt) == small()
    spoilt[kind][0]["note"] = "not known"
    with pytest.raises(Refused, match=rf"{kind}\[0\] に知らない項目「note」"):
        problem_from(spoilt)


def test_document_that_is_no_object_is_refused() -> None:
    with pytest.raises(Refused, match="問題 は"):
        problem_from([])


def write(folder: Path, text: str | bytes, name: str = "p.json") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ('{"grid": NaN}', "NaN は JSON の数ではありません"),
        ('{"grid": -Infinity}', "-Infinity"),
        ('{"grid": 1e999}', "1e999"),
        ('{"grid": 1, "grid": 2}', "同じ項目「grid」"),
        ('{"a": {"b": 1, "b": 1}}', "同じ項目「b」"),
        ('{"grid": 1,\n "name" 2}', "「p.json」の 2 行目 9 文字目"),
        (b'{"name": "\xff"}', "UTF-8 ではありません（11 バイト目）"),
        ("[" * 100_000, "深すぎる入れ子"),
        ('{"grid": ' + "9" * 5000 + "}", "大きすぎる数"),
        ("", "1 行目 1 文字目"),
        ('{"\\ud800": 1}', "問題 は文字列"),
    ],
    ids=range(11),
)
def test_text_that_is_no_strict_json_is_refused(tmp_path: Path, text: str | bytes, spot: str) -> None:
    with pytest.raises(Refused) as refused:
        read_problem(write(tmp_path, text))
    assert spot in str(refused.value)


def test_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"「none\.json」を読めません"):
        read_problem(tmp_path / "none.json")


@pytest.mark.parametrize(
    "data", [b"{}", gzip.compress(b"{}", mtime=0)[:-4], gzip.compress(b"{}" * 9, mtime=0)[:12] + b"\xff" * 20]
)
def test_packed_file_that_is_broken_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refused, match=r"「p\.json\.gz」を読めません"):
        read_problem(write(tmp_path, data, "p.json.gz"))


def test_packed_file_is_read_by_its_name(tmp_path: Path) -> None:
    packed = write(tmp_path, gzip.compress(json.dumps(document()).encode()), "p.json.gz")
    assert read_problem(packed) == small()


def test_current_may_break_rules_as_long_as_its_ids_exist() -> None:
    problem = small(current={"v": {"start": 99_999, "tutors": ["A"]}})
    assert problem.current == {"v": Staffing(99_999, ("A",))}


def test_allowed_starts_of_overlapping_ranges_come_once_and_rising() -> None:
    problem = small(visits=[visit("v", starts=[[600, 640], [541, 600]])])
    assert allowed_starts(15, problem.visits[0]) == (555, 570, 585, 600, 615, 630)


def test_fair_shares_are_rounded_up_and_zero_without_offers() -> None:
    offers = [tutor("A"), tutor("B", shifts=[[540, 600]]), tutor("C", shifts=[])]
    assert fair_shares(small(tutors=offers), 5) == (4, 2, 0)
    assert fair_shares(small(tutors=[tutor("A", shifts=[])]), 5) == (0,)


def test_hash_does_not_depend_on_the_order_of_keys_or_tags() -> None:
    one = document(tutors=[tutor("A", skills=["line", "android"]), tutor("B")])
    other = dict(reversed(document(tutors=[tutor("A", skills=["android", "line"]), tutor("B")]).items()))
    other["x_made_by"] = "somebody"
    assert problem_hash(problem_from(one)) == problem_hash(problem_from(other))


def test_hash_does_not_depend_on_how_a_set_happens_to_be_ordered() -> None:
    tags = [str(n) for n in range(60)]
    one, other = (small(tutors=[tutor("A", skills=s), tutor("B")]) for s in (tags, tags[::-1]))
    assert list(one.tutors[0].skills) != list(other.tutors[0].skills)
    assert problem_hash(one) == problem_hash(other)


def test_shift_may_end_at_midnight() -> None:
    assert small(tutors=[tutor("A", shifts=[[1380, 1440]]), tutor("B")]).tutors[0].shifts == ((1380, 1440),)


def test_hash_changes_with_any_value() -> None:
    hashes = {
        problem_hash(small(**change)) for change in ({}, {"grid": 5}, {"visits": []}, {"name": "other"})
    }
    assert len(hashes) == 4
    assert all(len(digest) == 64 for digest in hashes)
