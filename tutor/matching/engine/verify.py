"""An independent judge of plans, rule by rule of FORMAT.md. It imports nothing of the solver."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import DAY, FORBIDDEN, Problem, Range, Tutor, Visit
from tutor.matching.engine.score import objective, served_by_id, trips

__all__ = ["Violation", "objective", "violations"]


@dataclass(frozen=True, slots=True)
class Violation:
    """`code` is the rule (V1 to V6, T1 to T5) or a word; `message % fields` a sentence for a person."""

    code: str
    message: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.fields


def violations(problem: Problem, plan: Plan) -> list[Violation]:
    """Every broken rule and every untrue statement of the plan; reasons are not judged."""
    served = served_by_id(problem, plan)
    found = [*_entries(problem, plan)]
    for visit in problem.visits:
        found += _visit_rules(problem, visit, served.get(visit.id))
    for tutor in problem.tutors:
        found += _tutor_rules(problem, tutor, served)
    return [*found, *_statements(problem, plan, feasible=not found)]


def _entries(problem: Problem, plan: Plan) -> Iterator[Violation]:
    visits, tutors = {v.id for v in problem.visits}, {t.id for t in problem.tutors}
    listed = Counter([v.id for v in plan.visits] + [v.id for v in plan.unserved])
    for visit_id in listed:
        if visit_id not in visits:
            yield _v("unknown_visit", "訪問「%(visit)s」は問題にありません。", visit=visit_id)
    for visit_id in sorted(visits):
        if listed[visit_id] != 1:
            message = "訪問「%(visit)s」が計画に %(times)s 回あります。1回でなければなりません。"
            yield _v("not_once", message, visit=visit_id, times=listed[visit_id])
    for entry in plan.visits:
        yield from _names(entry, tutors)


def _names(entry: Served, tutors: set[str]) -> Iterator[Violation]:
    for tutor_id, times in Counter(entry.tutors).items():
        if tutor_id not in tutors:
            message = "訪問「%(visit)s」の講師「%(tutor)s」は問題にいません。"
            yield _v("unknown_tutor", message, visit=entry.id, tutor=tutor_id)
        if times > 1:
            message = "訪問「%(visit)s」に講師「%(tutor)s」が %(times)s 回あります。"
            yield _v("tutor_twice", message, visit=entry.id, tutor=tutor_id, times=times)


def _visit_rules(problem: Problem, visit: Visit, entry: Served | None) -> Iterator[Violation]:
    fixed, at = visit.fixed, {"visit": visit.id, "start": entry.start if entry else None}
    if fixed and (entry is None or (entry.start, set(entry.tutors)) != (fixed.start, set(fixed.tutors))):
        yield _v("V6", "訪問「%(visit)s」は固定のとおりになっていません。", **at)
    if entry is None:
        return
    if entry.start % problem.grid:
        yield _v(
            "V1",
            "訪問「%(visit)s」の始まり %(start)s 分は、%(grid)s 分きざみではありません。",
            grid=problem.grid,
            **at,
        )
    if not any(earliest <= entry.start <= latest for earliest, latest in visit.starts):
        yield _v("V2", "訪問「%(visit)s」の始まり %(start)s 分は、希望の時間ではありません。", **at)
    yield from _group_rules(problem, visit, entry)


def _group_rules(problem: Problem, visit: Visit, entry: Served) -> Iterator[Violation]:
    if len(entry.tutors) != visit.tutors:
        message = "訪問「%(visit)s」の講師は %(have)s 人です（%(required)s 人が必要です）。"
        yield _v("V3", message, visit=visit.id, have=len(entry.tutors), required=visit.tutors)
    skills = {tutor.id: tutor.skills for tutor in problem.tutors}
    for tag, least in visit.needs.items():
        have = sum(tag in skills[tutor_id] for tutor_id in entry.tutors)
        if have < least:
            message = (
                "訪問「%(visit)s」には「%(tag)s」のできる講師が %(least)s 人必要ですが、%(have)s 人です。"
            )
            yield _v("V4", message, visit=visit.id, tag=tag, least=least, have=have)
    for tutor_id in entry.tutors:
        if tutor_id in visit.refuses:
            message = "訪問「%(visit)s」は講師「%(tutor)s」を断っています。"
            yield _v("V5", message, visit=visit.id, tutor=tutor_id)


def _tutor_rules(problem: Problem, tutor: Tutor, served: Mapping[str, Served]) -> Iterator[Violation]:
    theirs = [entry for entry in served.values() if tutor.id in entry.tutors]
    by_shift = trips(problem, tutor, served)
    inside = {visit.id for stops in by_shift.values() for _, visit in stops}
    for entry in theirs:
        if entry.id not in inside:
            message = "講師「%(tutor)s」の勤務時間に、訪問「%(visit)s」が収まりません。"
            yield _v("T1", message, tutor=tutor.id, visit=entry.id)
    for shift, stops in by_shift.items():
        yield from _trip_rules(problem, tutor, shift, stops)
    yield from _limit_rules(tutor, theirs)


def _trip_rules(
    problem: Problem, tutor: Tutor, shift: Range, stops: list[tuple[int, Visit]]
) -> Iterator[Violation]:
    matrix, (free, back) = problem.travel[tutor.mode], shift
    at, last = tutor.home, "自宅"
    ends = [(start, visit.place, visit.id, start + visit.duration) for start, visit in stops]
    for due, place, name, leaves in [*ends, (back, tutor.home, "自宅", back)]:
        minutes = matrix[at][place]
        where = {"tutor": tutor.id, "from": last, "to": name, "minutes": minutes, "left": due - free}
        if minutes >= FORBIDDEN:
            yield _v("T4", "講師「%(tutor)s」は、%(from)s から %(to)s へ行けません。", **where)
        elif free + minutes > due:
            message = (
                "講師「%(tutor)s」は、%(from)s から %(to)s まで %(minutes)s 分かかりますが、"
                "%(left)s 分しかありません。"
            )
            yield _v("T3" if "自宅" in (last, name) else "T2", message, **where)
        at, free, last = place, leaves, name


def _limit_rules(tutor: Tutor, theirs: list[Served]) -> Iterator[Violation]:
    if tutor.max_visits is not None and len(theirs) > tutor.max_visits:
        message = "講師「%(tutor)s」の訪問は %(have)s 件で、上限 %(most)s 件を超えます。"
        yield _v("T5", message, tutor=tutor.id, have=len(theirs), most=tutor.max_visits)
    for day, have in sorted(Counter(entry.start // DAY for entry in theirs).items()):
        if tutor.max_visits_per_day is not None and have > tutor.max_visits_per_day:
            message = (
                "講師「%(tutor)s」の %(day)s 日目の訪問は %(have)s 件で、1日の上限 %(most)s 件を超えます。"
            )
            yield _v("T5", message, tutor=tutor.id, day=day + 1, have=have, most=tutor.max_visits_per_day)


def _statements(problem: Problem, plan: Plan, *, feasible: bool) -> Iterator[Violation]:
    true = objective(problem, plan)
    if plan.problem != problem.name:
        yield _v("problem", "この計画は別の問題「%(problem)s」のものです。", problem=plan.problem)
    if plan.objective != true:
        message = "計画の点数は %(stated)s とありますが、計算し直すと %(true)s です。"
        yield _v("objective", message, stated=plan.objective, true=true)
    if not (isfinite(plan.seconds) and plan.seconds >= 0):
        yield _v("seconds", "計画の秒数 %(seconds)s が正しくありません。", seconds=plan.seconds)
    if plan.bound is not None and not (isfinite(plan.bound) and (plan.bound >= true or not feasible)):
        message = "計画の上界 %(bound)s が、点数 %(true)s より下です。"
        yield _v("bound", message, bound=plan.bound, true=true)


def _v(code: str, message: str, **fields: Any) -> Violation:
    return Violation(code, message, fields)
