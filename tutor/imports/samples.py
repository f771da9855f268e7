"""Lists to begin with: the headings we know, and two or three people who do not exist."""

from collections.abc import Sequence

from tutor.availability import sheet as timetables
from tutor.imports.checked import Kind
from tutor.people.lists import sheet
from tutor.table_files import excel
from tutor.table_files.rows import Headings
from tutor.visit_requests import sheet as requests

Row = dict[str, str]

TOWN = "本町"
PERSON = ("name", "reading", "telephone", "town", "address")
LEARNERS = (*PERSON, "way_note", "born", "phone_kind", "goal")
REQUESTS = ("group", *PERSON, "phone_kind", "goal", "wishes", "minutes", "woman", "why_home", "note")
TIMETABLES = ("tutor", "weekday", "begins", "ends", "term", "term_starts", "term_ends")
TUTORS = (*PERSON, "mode", "starts_on", "until", "max_week", "max_day", "tags")


def sample(kind: Kind, *, town: str = TOWN) -> bytes:
    """`town` is one that the city has, so that the sample can be tried as it is."""
    return excel.written(MAKERS[kind](town))


def _people(town: str) -> list[tuple[str, list[str], list[list[str]]]]:
    home = {"town": town, "address": f"{town}１丁目２番３号"}
    learners: list[Row] = [
        {
            **home,
            "name": "見本 はな子",
            "reading": "ﾐﾎﾝ ﾊﾅｺ",
            "telephone": "0191-00-0101、0191-00-0103",
            "way_note": "赤い屋根の家です",
            "born": "昭和19年3月3日",
            "phone_kind": "らくらく",
            "goal": "孫の写真を見たい",
        },
        {**home, "name": "見本 太郎", "reading": "ミホン タロウ", "telephone": "0191-00-0101", "born": "S17"},
    ]
    tutor: Row = {
        "name": "見本 学",
        "reading": "みほん まなぶ",
        "telephone": "0191-00-0102",
        "town": town,
        "address": f"{town}9-8 学生寮",
        "mode": "自転車",
        "starts_on": "2026-04-01",
        "until": "令和10年3月",
        "max_week": "5",
        "max_day": "2",
        "tags": "iPhone、Android、経験者",
    }
    return [
        (sheet.LEARNER, *_rows(sheet.HEADINGS, LEARNERS, learners)),
        (sheet.TUTOR, *_rows(sheet.HEADINGS, TUTORS, [tutor])),
    ]


def _rows(headings: Headings, names: Sequence[str], rows: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    return [headings[name][0] for name in names], [[row.get(name, "") for name in names] for row in rows]


def _timetables(_town: str) -> list[tuple[str, list[str], list[list[str]]]]:
    term = {"term": "後期", "term_starts": "2026-10-01", "term_ends": "令和9年2月10日"}
    hours = (("月・水", "13:00", "18:00"), ("木", "10時半", "午後5時"), ("土", "9:00", "12:00"))
    rows: list[Row] = [
        {"tutor": "見本 学", "weekday": day, "begins": begins, "ends": ends, **term}
        for day, begins, ends in hours
    ]
    return [("時間割", *_rows(timetables.HEADINGS, TIMETABLES, rows))]


def _requests(town: str) -> list[tuple[str, list[str], list[list[str]]]]:
    home = {"town": town, "address": f"{town}１丁目２番３号", "telephone": "0191-00-0101"}
    rows: list[Row] = [
        {
            **home,
            "group": "1",
            "name": "見本 はな子",
            "reading": "ミホン ハナコ",
            "phone_kind": "らくらく",
            "goal": "孫の写真を見たい",
            "wishes": "月・水の午前、木 13:30-16:00",
            "minutes": "60分",
        },
        {**home, "group": "1", "name": "見本 太郎", "reading": "みほん たろう"},
        {
            **home,
            "name": "見本 友子",
            "reading": "みほん ともこ",
            "telephone": "0191-00-0104",
            "address": f"{town}5-6",
            "goal": "LINEで返事をしたい",
            "wishes": "平日の午後",
            "woman": "希望",
        },
    ]
    return [("申込", *_rows(requests.HEADINGS, REQUESTS, rows))]


MAKERS = {Kind.PEOPLE: _people, Kind.TIMETABLES: _timetables, Kind.REQUESTS: _requests}
