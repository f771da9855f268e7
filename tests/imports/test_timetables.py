"""Timetables of tutors, from a table and from their own calendars."""

from datetime import date, time

import pytest

from tests import make
from tests.availability.calendars import calendar, weekly
from tests.imports.files import checked, csv, said, stored
from tutor.availability import queries
from tutor.availability.models import DayException, DayKind, Term, WeeklyHours
from tutor.database import db
from tutor.errors import Refused
from tutor.imports import samples
from tutor.imports.checked import Kind
from tutor.imports.timetables import calendar_options

pytestmark = pytest.mark.usefixtures("database")

HEAD = "学生,曜日,から,まで,学期"
TERM = ("後期", "2026-10-01", "2027-02-10")


@pytest.fixture
def city():
    place = make.municipality()
    db.session.commit()
    return place


@pytest.fixture
def manabu(city):
    who = make.person(
        "0191-21-8633", family_name="見本", given_name="学", family_reading="みほん", given_reading="まなぶ"
    )
    found = make.tutor(person=who)
    db.session.commit()
    return found


@pytest.fixture
def term():
    made = make.add(Term(name=TERM[0], starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 10)))
    db.session.commit()
    return made


def hours() -> list[tuple[int, str, str]]:
    rows = db.session.query(WeeklyHours).order_by(WeeklyHours.weekday, WeeklyHours.begins)
    return [(row.weekday, f"{row.begins:%H:%M}", f"{row.ends:%H:%M}") for row in rows]


def take(city, *rows: str, head: str = HEAD):
    return stored(csv(head, *rows), Kind.TIMETABLES, city)


def faults(city, *rows: str, head: str = HEAD) -> list[str]:
    return said(checked(csv(head, *rows), Kind.TIMETABLES, city))


def test_hours_of_a_term_are_stored(city, manabu, term):
    result = take(city, "見本 学,月・水,13:00,18:00,後期", "みほん まなぶ,木,10時半,午後5時,後期")

    assert (result.new, result.changed) == (1, 0)
    assert hours() == [(0, "13:00", "18:00"), (2, "13:00", "18:00"), (3, "10:30", "17:00")]


def test_same_file_twice_changes_nothing_and_another_replaces(city, manabu, term):
    take(city, "見本 学,月,13:00,18:00,後期")
    again = take(city, "見本 学,月,13:00,18:00,後期")
    other = take(city, "見本 学,火,9:00,12:00,後期")

    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert (other.new, other.changed, hours()) == (0, 1, [(1, "09:00", "12:00")])


def test_timetable_that_overlaps_itself_is_a_sentence(city, manabu, term):
    rows = ("見本 学,月,9:00,17:00,後期", "見本 学,月・火,10:00,11:00,後期", "見本 学,月,16:00,18:00,後期")

    assert faults(city, *rows) == [
        "C3 月曜日の時間が、2行目と重なっています。どちらかを直してください。",
        "C4 月曜日の時間が、2行目と重なっています。どちらかを直してください。",
    ]
    with pytest.raises(Refused, match="何も取り込んでいません"):
        take(city, *rows)
    assert hours() == []


def test_hours_that_touch_do_not_overlap(city, manabu, term):
    assert faults(city, "見本 学,月,9:00,12:00,後期", "見本 学,月,12:00,18:00,後期") == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("見本 誰,月,9:00,12:00,後期", "A2 この名前の学生講師はいません"),
        ("見本 学,げつ,9:00,12:00,後期", "B2 曜日「げつ」"),
        ("見本 学,月,朝,12:00,後期", "C2 時刻「朝」"),
        ("見本 学,月,12:00,9:00,後期", "D2 「まで」は「から」より"),
        ("見本 学,月,9:00,12:00,前期", "E2 学期「前期」はまだありません"),
    ],
)
def test_wrong_cell_is_named(city, manabu, term, row, says):
    assert faults(city, row)[0].startswith(says)


def test_term_may_be_left_out_when_only_one_is_running(city, manabu, term):
    take(city, "見本 学,月,9:00,12:00,")
    make.add(Term(name="春休み", starts_on=date(2027, 2, 11), ends_on=date(2027, 3, 31)))
    db.session.commit()

    assert faults(city, "見本 学,月,9:00,12:00,") == ["E2 学期の名前を入れてください。"]


def test_new_term_comes_with_its_days(city, manabu):
    head = f"{HEAD},学期の初日,学期の最終日"
    take(city, "見本 学,月,9:00,12:00,後期,2026-10-01,令和9年2月10日", head=head)

    (made,) = db.session.query(Term)
    assert (made.name, made.starts_on, made.ends_on) == ("後期", date(2026, 10, 1), date(2027, 2, 10))
    other = faults(city, "見本 学,月,9:00,12:00,後期,2026-10-02,2027-02-10", head=head)
    assert "2026-10-01から2027-02-10までの学期です" in other[0]


def test_two_tutors_of_one_name_are_told_apart_by_their_number(city, manabu, term):
    twin = make.tutor(
        person=make.person("090-1234-5678", family_name="見本", given_name="学", family_reading="みほん")
    )
    db.session.commit()

    assert "電話番号の列を足して" in faults(city, "見本 学,月,9:00,12:00,後期")[0]
    take(city, "見本 学,月,9:00,12:00,後期,090-1234-5678", head=f"{HEAD},電話番号")
    assert db.session.query(WeeklyHours).one().tutor_id == twin.person_id


def test_sample_is_taken_in_after_the_sample_of_people(city, manabu):
    data = samples.sample(Kind.TIMETABLES)

    assert stored(data, Kind.TIMETABLES, city).new == 1
    assert len(hours()) == 4
    assert stored(data, Kind.TIMETABLES, city).unchanged == 1


LECTURES = calendar(
    weekly("20261005", "090000", "103000", "EXDATE;TZID=Asia/Tokyo:20261123T090000"),
    weekly("20261006", "130000", "143000", zone="Asia/Tokyo"),
)


def own(manabu, term) -> dict[str, str]:
    return calendar_options(manabu, term, begins=time(9), ends=time(18), weekdays=range(5))


def test_own_calendar_becomes_hours_and_different_days(city, manabu, term):
    result = stored(LECTURES, Kind.TIMETABLES, city, **own(manabu, term))

    assert result.new == 1
    assert hours()[:3] == [(0, "10:30", "18:00"), (1, "09:00", "13:00"), (1, "14:30", "18:00")]
    extra = queries.lectures(manabu.person_id, term)[DayKind.EXTRA]
    assert (date(2026, 11, 23), time(9), time(10, 30)) in extra
    assert {row.why for row in db.session.query(DayException)} == {queries.LECTURES}


def test_same_calendar_twice_changes_nothing_and_days_off_by_hand_stay(city, manabu, term):
    stored(LECTURES, Kind.TIMETABLES, city, **own(manabu, term))
    make.add(DayException(tutor_id=manabu.person_id, day=date(2026, 12, 1), kind=DayKind.OFF, why="試験"))
    db.session.commit()

    again = stored(LECTURES, Kind.TIMETABLES, city, **own(manabu, term))
    other = stored(calendar(weekly("20261007")), Kind.TIMETABLES, city, **own(manabu, term))

    assert (again.unchanged, other.changed) == (1, 1)
    assert db.session.query(DayException).filter_by(why="試験").count() == 1


def test_calendar_without_its_tutor_asks_whose_it_is(city):
    with pytest.raises(Refused, match="どの学生のものか"):
        checked(LECTURES, Kind.TIMETABLES, city)
