"""`flask import`: the same as on the page, from the command line."""

from datetime import date

import pytest
from openpyxl import load_workbook

from tests import make
from tests.availability.calendars import calendar, weekly
from tests.imports.files import city_with
from tutor import clock
from tutor.availability.models import Term
from tutor.database import db
from tutor.people.models import Person

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def flask(app, tmp_path):
    """Runs a command in a city with the code 99999; `out` may name a file of the test."""
    place = city_with("本町")
    place.code5 = "99999"
    db.session.commit()
    clock.use(lambda: make.NOW)
    runner = app.test_cli_runner()
    yield lambda *words, **options: runner.invoke(args=["import", *(str(word) for word in words)], **options)
    clock.use_machine()


@pytest.fixture
def list_(tmp_path):
    def write(text: str):
        path = tmp_path / "list.csv"
        path.write_text(text)
        return path

    return write


GOOD = "氏名,ふりがな,町,備考2\n千葉 花子,ちば はなこ,本町,x\n"


def count() -> int:
    return db.session.query(Person).count()


def test_preview_then_yes_takes_it_in(flask, list_):
    done = flask("people", list_(GOOD), "--city", "99999", input="y\n")

    assert done.exit_code == 0
    assert "千葉 花子 | ちば はなこ | 受講者" in done.output
    assert "not read: 備考2" in done.output
    assert "1件を新しく取り込みました" in done.output
    assert count() == 1


def test_no_leaves_everything_as_it_is(flask, list_):
    assert flask("people", list_(GOOD), "--city", "99999", input="n\n").exit_code == 0
    assert count() == 0


def test_second_time_there_is_nothing_new(flask, list_):
    flask("people", list_(GOOD), "--city", "99999", "--yes")

    assert "Nothing new." in flask("people", list_(GOOD), "--city", "99999", "--yes").output
    assert count() == 1


def test_wrong_cells_are_listed_and_the_exit_code_is_1(flask, list_):
    done = flask("people", list_(GOOD.replace("本町", "月面")), "--city", "99999", "--yes")

    assert done.exit_code == 1
    assert "C2 町 「月面」" in done.output
    assert "1 cells to mend; nothing is taken in." in done.output
    assert count() == 0


def test_unknown_city_is_a_sentence(flask, list_):
    done = flask("people", list_(GOOD), "--city", "00000")

    assert (done.exit_code, "まだ登録されていません" in done.output) == (1, True)


def test_sample_is_written_and_can_be_taken_in(flask, tmp_path):
    out = tmp_path / "sample.xlsx"

    assert flask("sample", "people", out).exit_code == 0
    assert load_workbook(out).sheetnames == ["受講者", "学生講師"]
    assert flask("people", out, "--city", "99999", "--yes").exit_code == 0
    assert count() == 3


def test_calendar_of_a_tutor_is_taken_in(flask, tmp_path):
    tutor = make.tutor()
    make.add(Term(name="後期", starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 10)))
    db.session.commit()
    path = tmp_path / "own.ics"
    path.write_bytes(calendar(weekly("20261005")))
    words = ("timetables", path, "--city", "99999", "--yes", "--term", "後期")

    assert "月曜日 10:30-18:00" in flask(*words, "--tutor", tutor.person.code).output
    assert flask(*words, "--tutor", "NOBODY").exit_code == 1
    assert "どの学生のものか" in flask(*words).output
