"""What is typed at the telephone and at the counter, read."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tutor import written_time
from tutor.errors import Refused
from tutor.people.models import PhoneKind
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay
from tutor.web import intake_form
from tutor.web.intake_form import Form

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026/12/1", date(2026, 12, 1)),
        ("2026年12月1日", date(2026, 12, 1)),
        ("12/1", date(2026, 12, 1)),
        ("12月1日", date(2026, 12, 1)),
        ("１２月１日", date(2026, 12, 1)),
        ("12月 1日", date(2026, 12, 1)),
        ("R8.12.1", date(2026, 12, 1)),
        ("令和8年12月1日", date(2026, 12, 1)),
        ("11/23", date(2026, 11, 23)),
        ("11/22", date(2027, 11, 22)),
        ("1/5", date(2027, 1, 5)),
    ],
)
def test_day_is_read_in_any_calendar_and_lies_ahead(typed, day):
    assert intake_form.dated_half_day(typed, "am", today=TODAY) == HalfDay(*MORNING, day=day)


def test_no_day_is_no_wish_and_the_afternoon_is_one():
    assert intake_form.dated_half_day(" ", "pm", today=TODAY) is None
    wish = intake_form.dated_half_day("12/1", "pm", today=TODAY)
    assert (wish.begins, wish.ends) == AFTERNOON == (time(13), time(17))


@pytest.mark.parametrize(
    "typed", ["2/30", "13/1", "0/0", "あした", "2026-13-01", "S99.1.1", "0000-1-1", "1" * 99]
)
def test_day_that_does_not_exist_is_asked_again(typed):
    with pytest.raises(Refused, match="読み取れません"):
        intake_form.dated_half_day(typed, "am", today=TODAY)


@pytest.mark.parametrize("typed", ["2026-11-22", "2025-12-01", "2028-01-01", "9999-12-31", "昭和19.3.3"])
def test_day_behind_us_or_far_ahead_is_refused(typed):
    with pytest.raises(Refused, match="一年先まで"):
        intake_form.dated_half_day(typed, "am", today=TODAY)


def test_day_needs_its_half():
    with pytest.raises(Refused, match="「午前」か「午後」"):
        intake_form.dated_half_day("12/1", "night", today=TODAY)


def test_half_days_of_the_week_in_the_order_given_and_once():
    assert intake_form.half_days(["0-am", "6-pm", "0-am"]) == [
        HalfDay(*MORNING, weekday=0),
        HalfDay(*AFTERNOON, weekday=6),
    ]


@pytest.mark.parametrize("value", ["7-am", "0-night", "", "-1-am", "0-am\n", "٣-am"])
def test_unknown_half_day_is_refused(value):
    with pytest.raises(Refused, match="えらび直して"):
        intake_form.half_days([value])


def test_phone_kind_and_minutes():
    assert intake_form.phone_kind("iphone") is PhoneKind.IPHONE
    assert intake_form.phone_kind("") is PhoneKind.UNKNOWN
    assert [intake_form.minutes(typed) for typed in ("30", "60", "90")] == [30, 60, 90]


@pytest.mark.parametrize(
    ("reader", "typed"),
    [
        (intake_form.phone_kind, "nokia"),
        (intake_form.minutes, "45"),
        (intake_form.minutes, ""),
        (intake_form.minutes, "６０"),
    ],
)
def test_other_values_are_refused(reader, typed):
    with pytest.raises(Refused):
        reader(typed)


def test_form_keeps_one_sentence_for_each_wrong_field(app):
    with app.test_request_context():
        form = Form({"born_year": "去年"})

        assert form.take("born_year", written_time.born_year, "去年") is None
        assert form.take("minutes", intake_form.minutes, "60") == 60
        form.take("born_year", intake_form.minutes, "1")

        assert list(form.errors) == ["born_year"]
        assert "1944" in form.errors["born_year"]


def test_too_long_is_said_and_not_cut(app):
    with app.test_request_context():
        form = Form({"goal": "長" * 301, "note": "  みじかい  "})

        assert form.text("goal", 300) == ""
        assert form.text("note", 300) == "みじかい"
        assert form.text("address", 300, otherwise=Refused("番地を入れてください。")) == ""

        assert "300文字まで" in form.errors["goal"]
        assert form.errors["address"] == "番地を入れてください。"


def test_form_reads_one_value_or_many():
    assert Form(MultiDict([("wish", "0-am"), ("wish", "1-am")])).all("wish") == ["0-am", "1-am"]
    assert Form({"wish": "0-am"}).all("wish") == ["0-am"]
    assert Form({}).all("wish") == []


@given(st.text(max_size=30), st.sampled_from(["am", "pm", ""]))
def test_whatever_is_typed_is_read_or_refused(typed, half):
    for read in (
        lambda: written_time.born_year(typed, today=TODAY),
        lambda: intake_form.dated_half_day(typed, half, today=TODAY),
        lambda: intake_form.half_days([typed]),
    ):
        try:
            read()
        except Refused as why:
            assert str(why)  # noqa: PT017 -- either answer is right
