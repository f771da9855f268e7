"""What makes a problem well-formed beyond its syntax: references, ranges, pins that keep V1 to V5."""

from collections.abc import Iterable

from tutor.errors import Refused
from tutor.matching.engine.problem import DAY, Problem, Staffing, Tutor, Visit
from tutor.matching.engine.shape import different

_NO_SUCH_TUTOR = "%(where)s の「%(id)s」という講師はいません。id を直すか、消してください。"
_NO_SUCH_VISIT = "%(where)s の「%(id)s」という訪問はありません。id を直すか、消してください。"
_NO_SUCH_PLACE = (
    "%(where)s %(place)s は places にありません（places は %(size)s か所）。番号を直してください。"
)
_BAD_SHIFT = (
    "%(where)sの shifts [%(since)s, %(to)s] が正しくありません。"
    "期間の中の1日のうちで、はじめがおわりより前になるように直してください。"
)
_SHIFTS_OVERLAP = (
    "%(where)sの shifts [%(since)s, %(to)s] が前の勤務と重なるか、順が逆です。"
    "早い順に、重ならないように並べてください。"
)
_BAD_STARTS = (
    "%(where)sの starts [%(earliest)s, %(latest)s] が正しくありません。"
    "早い方を先にし、期間の中になるように直してください。"
)
_FIXED_START = (
    "訪問「%(visit)s」の fixed の始まり %(start)s 分は、選べる始まりではありません。"
    "直すか、固定を外してください。"
)
_FIXED_NUMBER = (
    "訪問「%(visit)s」の fixed の講師は %(have)s 人です。%(required)s 人に直すか、固定を外してください。"
)
_FIXED_REFUSED = (
    "訪問「%(visit)s」の fixed の講師「%(tutor)s」は断られています。講師を替えるか、固定を外してください。"
)
_FIXED_NEEDS = (
    "訪問「%(visit)s」の fixed には「%(tag)s」のできる講師が %(least)s 人必要ですが、%(have)s 人です。"
    "講師を替えるか、固定を外してください。"
)


def check_rules(problem: Problem) -> None:
    """Raises Refused for the first thing that is wrong."""
    size = len(problem.places)
    for mode, matrix in problem.travel.items():
        if len(matrix) != size or any(len(row) != size for row in matrix):
            raise Refused(
                "travel.%(mode)s は places と同じ %(size)s 行 %(size)s 列でなければなりません。"
                "行と列を直してください。",
                mode=mode,
                size=size,
            )
    different(tuple(tutor.id for tutor in problem.tutors), "tutors の id")
    different(tuple(visit.id for visit in problem.visits), "visits の id")
    for tutor in problem.tutors:
        _check_tutor(problem, tutor)
    tutors = {tutor.id: tutor for tutor in problem.tutors}
    for visit in problem.visits:
        _check_visit(problem, visit, tutors)
    _check_known(problem.current, {visit.id for visit in problem.visits}, "current", _NO_SUCH_VISIT)
    for visit_id, staffing in problem.current.items():
        _check_known(staffing.tutors, tutors, f"current.{visit_id}.tutors", _NO_SUCH_TUTOR)


def _check_tutor(problem: Problem, tutor: Tutor) -> None:
    where = f"講師「{tutor.id}」"
    _check_place(problem, tutor.home, f"{where}の home")
    if tutor.mode not in problem.travel:
        raise Refused(
            "%(where)sの mode「%(mode)s」が travel にありません。移動手段を直してください。",
            where=where,
            mode=tutor.mode,
        )
    before = 0
    for since, to in tutor.shifts:
        if since >= to or since // DAY != (to - 1) // DAY or to > problem.horizon_days * DAY:
            raise Refused(_BAD_SHIFT, where=where, since=since, to=to)
        if since < before:
            raise Refused(_SHIFTS_OVERLAP, where=where, since=since, to=to)
        before = to


def _check_visit(problem: Problem, visit: Visit, tutors: dict[str, Tutor]) -> None:
    where = f"訪問「{visit.id}」"
    _check_place(problem, visit.place, f"{where}の place")
    for earliest, latest in visit.starts:
        if earliest > latest or latest >= problem.horizon_days * DAY:
            raise Refused(_BAD_STARTS, where=where, earliest=earliest, latest=latest)
    _check_known(visit.prefers, tutors, f"{where}の prefers", _NO_SUCH_TUTOR)
    _check_known(sorted(visit.refuses), tutors, f"{where}の refuses", _NO_SUCH_TUTOR)
    if visit.fixed:
        _check_known(visit.fixed.tutors, tutors, f"{where}の fixed.tutors", _NO_SUCH_TUTOR)
        _check_fixed(problem.grid, visit, visit.fixed, tutors)


def _check_fixed(grid: int, visit: Visit, fixed: Staffing, tutors: dict[str, Tutor]) -> None:
    start, group = fixed.start, [tutors[tutor_id] for tutor_id in fixed.tutors]
    if start % grid or not any(earliest <= start <= latest for earliest, latest in visit.starts):
        raise Refused(_FIXED_START, visit=visit.id, start=start)
    if len(group) != visit.tutors:
        raise Refused(_FIXED_NUMBER, visit=visit.id, have=len(group), required=visit.tutors)
    refused = [tutor.id for tutor in group if tutor.id in visit.refuses]
    if refused:
        raise Refused(_FIXED_REFUSED, visit=visit.id, tutor=refused[0])
    for tag, least in visit.needs.items():
        have = sum(tag in tutor.skills for tutor in group)
        if have < least:
            raise Refused(_FIXED_NEEDS, visit=visit.id, tag=tag, have=have, least=least)


def _check_place(problem: Problem, place: int, where: str) -> None:
    if place >= len(problem.places):
        raise Refused(_NO_SUCH_PLACE, where=where, place=place, size=len(problem.places))


def _check_known(ids: Iterable[str], known: Iterable[str], where: str, message: str) -> None:
    there = set(known)
    for one in ids:
        if one not in there:
            raise Refused(message, where=where, id=one)
