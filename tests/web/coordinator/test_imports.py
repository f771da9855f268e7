"""The page on which the office hands in its lists."""

import io
from datetime import date

import pytest

from tests import make
from tests.availability.calendars import calendar, weekly
from tests.imports.files import city_with
from tests.web import enter
from tutor.actor import Role
from tutor.availability.models import Term, WeeklyHours
from tutor.cli import working
from tutor.database import db
from tutor.imports import samples, waiting
from tutor.imports.checked import Kind
from tutor.jobs.models import Job, JobState
from tutor.people.models import Person

GOOD = "氏名,ふりがな,町\n千葉 花子,ちば はなこ,本町\n"


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = city_with("本町")
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.code5


def hand_in(client, text: str | bytes = GOOD, **form):
    data = text if isinstance(text, bytes) else text.encode()
    form = {"kind": "people", "file": (io.BytesIO(data), "meibo.csv")} | form
    return client.post("/office/imports", data=form, content_type="multipart/form-data")


def work(app) -> None:
    """What the worker would do."""
    with app.app_context():
        for job in db.session.query(Job).filter_by(state=JobState.DUE).all():
            working.do(job.code)


def page(client, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def people(app) -> int:
    with app.app_context():
        return db.session.query(Person).filter_by(family_name="千葉", given_name="花子").count()


def test_file_is_looked_at_taken_in_and_the_result_stays_to_be_seen(app, client, city):
    address = hand_in(client).location
    assert "順番を待っています" in page(client, address)

    work(app)
    preview = page(client, address)
    assert "新しく入る" in preview
    assert "<td>千葉 花子</td>" in preview
    assert people(app) == 0

    assert client.post(f"{address}/take-in").location == address
    work(app)
    assert "1件を新しく取り込みました" in page(client, address)
    assert people(app) == 1


def test_pressed_again_afterwards_nothing_happens(app, client, city):
    address = hand_in(client).location
    work(app)
    for _ in range(2):
        client.post(f"{address}/take-in")
        work(app)

    with app.app_context():
        assert db.session.query(Job).filter_by(kind="store_import").count() == 1


def test_wrong_cells_are_a_table_and_a_file(app, client, city):
    address = hand_in(client, GOOD.replace("本町", "月面") + "佐藤 一,さとう はじめ,=1+1\n").location
    work(app)

    found = page(client, address)
    assert "直すところが2か所あります" in found
    assert "<td>月面</td>" in found
    assert "取り込む</button>" not in found
    file = client.get(f"{address}/faults.csv")
    lines = file.get_data(as_text=True).splitlines()
    assert lines[0] == "\ufeff場所,見出し,入っている値,どう直すか"
    assert lines[1].startswith("C2,町,月面,")
    assert lines[2].startswith("C3,町,'=1+1,")


def test_part_for_htmx_polls_while_it_runs_and_then_stops(app, client, city):
    address = hand_in(client).location
    ask = {"headers": {"HX-Request": "true"}}

    assert 'hx-trigger="every 1s"' in client.get(address, **ask).get_data(as_text=True)
    work(app)
    done = client.get(address, **ask).get_data(as_text=True)
    assert "hx-trigger" not in done
    assert "<html" not in done


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"file": (io.BytesIO(b""), "")}, "ファイルをえらんでください"),
        ({"kind": "animals"}, "何のファイルか"),
        ({"city": "99998"}, "どの市町のファイルか"),
    ],
)
def test_what_is_missing_is_said(client, city, form, says):
    answer = hand_in(client, **form)

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)


def test_no_table_is_said_and_another_may_be_chosen(app, client, city):
    address = hand_in(client, b"%PDF-1.7 ...").location
    work(app)

    assert "表のファイルではありません" in page(client, address)
    assert "何も取り込んでいません" in page(client, address)


def test_file_can_be_thrown_away(app, client, city, settings):
    address = hand_in(client).location
    work(app)

    assert client.post(f"{address}/forget").location == "/office/imports"
    assert "ファイルはもう残っていません" in page(client, address)
    assert client.get(f"{address}/faults.csv").status_code == 409
    code = address.rpartition("/")[2]
    assert list(waiting.folder(settings.instance).glob(f"{code}*")) == []


def test_too_large_a_file_is_a_sentence(client, city):
    body = b"--x\r\n" + b"0" * 2_100_000
    answer = client.post("/office/imports", data=body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 413
    assert "大きすぎます" in answer.get_data(as_text=True)


def test_sample_begins_with_a_town_of_the_city(client, city):
    answer = client.get("/office/imports/sample?kind=people")

    assert answer.headers["Content-Disposition"] == "attachment; filename=mihon-people.xlsx"
    assert len(answer.data) == pytest.approx(len(samples.sample(Kind.PEOPLE)), abs=50)


def test_whoever_has_several_cities_chooses(app, client, city):
    with app.app_context():
        other = app.test_client()
        enter.as_staff(other, Role.COORDINATOR)
        city_with("駅前")
        db.session.commit()

    assert "どの市町のファイルか" in hand_in(other).get_data(as_text=True)
    assert hand_in(other, city=city).status_code == 303


@pytest.fixture
def calendar_fields(app, city):
    """What is chosen beside a student's calendar."""
    with app.app_context():
        tutor = make.tutor()
        term = make.add(Term(name="後期", starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 10)))
        db.session.commit()
        chosen = {"tutor": tutor.person.code, "term": str(term.id), "begins": "9:00", "ends": "午後6時"}
    return chosen | {"kind": "timetables", "weekday": ["0", "1"]}


def test_own_calendar_of_a_student_is_taken_in(app, client, calendar_fields):
    address = hand_in(client, calendar(weekly("20261005")), **calendar_fields).location
    work(app)
    assert "月曜日 10:30-18:00、火曜日 09:00-18:00" in page(client, address)

    client.post(f"{address}/take-in")
    work(app)
    with app.app_context():
        assert db.session.query(WeeklyHours).count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("tutor", "", "だれのカレンダーか"),
        ("term", "0", "いつの学期か"),
        ("begins", "朝", "時刻「朝」"),
        ("ends", "8:00", "「から」よりあと"),
    ],
)
def test_what_a_calendar_does_not_say_is_asked(client, calendar_fields, field, typed, says):
    answer = hand_in(client, calendar(weekly("20261005")), **calendar_fields | {field: typed})

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)


def test_page_of_people_leads_here(client, city):
    assert 'href="/office/imports">名簿のファイルから取り込む' in page(client, "/office/people")
